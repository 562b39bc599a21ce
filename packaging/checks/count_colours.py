"""Prints how many different pixel values an X window dump (xwd) on standard input holds."""
import struct
import sys

dump = sys.stdin.buffer.read()
header_size, _, _, _, width, height, _, _, _, _, _, bits, line = struct.unpack(">13I", dump[:52])
colour_count = struct.unpack(">I", dump[76:80])[0]
pixels = dump[header_size + 12 * colour_count:]
step = bits // 8
print(len({pixels[y * line + x * step:y * line + x * step + step] for y in range(height) for x in range(width)}))
