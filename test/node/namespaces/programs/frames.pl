# Prints what passes an interface as a pcap file, as it passes: `perl frames.pl INTERFACE in|out|both`. As tcpdump would,
# but in a user namespace, in which tcpdump does not start: it wants to change its user. Perl itself is part of any Debian.
use strict;
use warnings;
use Socket;

my ($interface, $direction) = @ARGV;
my ($AF_PACKET, $ALL, $SIOCGIFINDEX, $OUTGOING) = (17, 3, 0x8933, 4);

socket(my $socket, $AF_PACKET, SOCK_RAW, unpack('S', pack('n', $ALL))) or die "socket: $!\n";
my $request = pack('a16 x24', $interface);
ioctl($socket, $SIOCGIFINDEX, $request) or die "interface: $!\n";
my $index = unpack('x16 i', $request);
bind($socket, pack('S n i S C C a8', $AF_PACKET, $ALL, $index, 0, 0, 0, '')) or die "bind: $!\n";

$| = 1;
binmode STDOUT;
print pack('L S S l L L L', 0xa1b2c3d4, 2, 4, 0, 0, 65_535, 1);
print STDERR "listening\n";
while (defined(my $from = recv($socket, my $frame, 65_535, 0))) {
    my $seen = unpack('x10 C', $from) == $OUTGOING ? 'out' : 'in';
    next if $direction ne 'both' && $direction ne $seen;
    print pack('L L L L', time, 0, length $frame, length $frame), $frame;
}
