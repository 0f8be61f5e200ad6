/** Labels on a sheet, as they come out of a printer: for the preview, and for the print itself. Sizes are real. */
import type { CSSProperties } from 'react';
import { labelBox, labelPages, type LabelSheet } from '../../../core/api/label-sheets.ts';
import { squarePath } from '../../../core/api/square-path.ts';
import { shortCode, thingCode } from '../../../core/api/thing-link.ts';
import styles from './label-sheet.module.css';

export interface LabelledThing {
  readonly id: string;
  readonly title: string;
  readonly label: string;
}

interface LabelSheetsProps {
  /** The list's title. */
  list: string;
  sheet: LabelSheet;
  things: readonly LabelledThing[];
  /** Labels of the first sheet that are used already. */
  skip: number;
  /** Sheets that are drawn; all when not given. */
  most?: number;
}

export function LabelSheets({ list, sheet, things, skip, most }: LabelSheetsProps) {
  const [width, height] = sheet.page;
  return labelPages(sheet, things, skip)
    .slice(0, most)
    .map((page, number) => (
      <div key={number} className={styles['page']} style={{ width: mm(width), height: mm(height) }}>
        {page.map(({ position, label }) => (
          <Label key={position} sheet={sheet} position={position} thing={label} list={list} />
        ))}
      </div>
    ));
}

interface LabelProps {
  sheet: LabelSheet;
  position: number;
  thing: LabelledThing;
  list: string;
}

function Label({ sheet, position, thing, list }: LabelProps) {
  const box = labelBox(sheet, position);
  const { size, path } = squarePath(thingCode(thing.id), 2);
  const place: CSSProperties = {
    top: mm(box.top),
    left: mm(box.left),
    width: mm(box.width),
    height: mm(box.height),
    padding: mm(box.padding),
    fontSize: mm(box.letters),
  };
  return (
    <div className={`${styles['label']} ${box.isUpright ? styles['upright'] : ''}`} style={place}>
      <svg
        className={styles['square']}
        style={{ width: mm(box.square), height: mm(box.square) }}
        viewBox={`0 0 ${size} ${size}`}
        shapeRendering="crispEdges"
        aria-hidden
      >
        <path d={path} />
      </svg>
      <div className={styles['words']}>
        <div className={styles['title']} dir="auto">
          {thing.title}
        </div>
        {thing.label !== '' && (
          <div className={styles['number']} dir="auto">
            {thing.label}
          </div>
        )}
        <div className={styles['small']} translate="no">
          {shortCode(thing.id)}
        </div>
        <div className={styles['small']} dir="auto">
          {list}
        </div>
      </div>
    </div>
  );
}

function mm(value: number): string {
  return `${String(value)}mm`;
}
