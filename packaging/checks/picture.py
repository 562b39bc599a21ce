"""Looks at pictures without any library for them.

usage: picture.py count FILE.png             prints how many different pixels the PNG holds (8 bits a channel)
       picture.py convert FILE.png < DUMP    writes an X window dump (xwd, 24 or 32 bits) as a PNG
"""
import struct
import sys
import zlib


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def convert(dump: bytes) -> bytes:
    if len(dump) < 100:
        sys.exit("picture.py: no window dump; the window is not there yet")
    header_size, _, _, _, width, height, _, order, _, _, _, bits, line = struct.unpack(">13I", dump[:52])
    step = bits // 8
    if step not in (3, 4):
        sys.exit(f"picture.py: a window dump of {bits} bits a pixel")
    colour_count = struct.unpack(">I", dump[76:80])[0]
    pixels = dump[header_size + 12 * colour_count:]
    # Blue is the lowest byte; the highest of four is unused.
    red, green, blue = (step - 3, step - 2, step - 1) if order else (2, 1, 0)
    rows = bytearray()
    for y in range(height):
        row = pixels[y * line:y * line + step * width]
        packed = bytearray(3 * width)
        packed[0::3], packed[1::3], packed[2::3] = row[red::step], row[green::step], row[blue::step]
        rows += b"\0" + packed
    head = struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(rows))) + chunk(b"IEND", b"")


def count(picture: bytes) -> int:
    # Filters turn a blank row into zeros, and equal rows into equal ones: unfiltering is not needed to tell blank from drawn.
    place, packed, width, step = 8, b"", 0, 4
    while place < len(picture):
        length, kind = struct.unpack(">I4s", picture[place:place + 8])
        body = picture[place + 8:place + 8 + length]
        if kind == b"IHDR":
            width, step = struct.unpack(">I", body[:4])[0], {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[body[9]]
        elif kind == b"IDAT":
            packed += body
        place += 12 + length
    rows, line = zlib.decompress(packed), 1 + width * step
    return len({rows[start + 1 + x * step:start + 1 + x * step + step]
                for start in range(0, len(rows), line) for x in range(width)})


if sys.argv[1] == "convert":
    picture = convert(sys.stdin.buffer.read())
    with open(sys.argv[2], "wb") as file:
        file.write(picture)
else:
    with open(sys.argv[2], "rb") as file:
        print(count(file.read()))
