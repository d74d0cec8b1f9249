"""Flat landscapes drawn for the demo: every picture is made here, none is a photograph of anything."""

from __future__ import annotations

import math
from collections.abc import Callable
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

WIDTH, HEIGHT, SCALE = 1280, 800, 2

# sky above, sky below, far, middle, near, accent, light
PALETTES = (
    ("#bcd9e6", "#eef5f2", "#9dbcc0", "#6d9a94", "#39665f", "#c65b3f", "#fdf6e3"),
    ("#f3d9b8", "#fbf1e1", "#d8a98a", "#a8705d", "#5f4148", "#c0392b", "#fff4d6"),
    ("#c7d6ee", "#f1f4fa", "#9fb3d1", "#6583ad", "#2f4f7f", "#d98e32", "#ffffff"),
    ("#d8e8c8", "#f6f8ea", "#aecb97", "#7ba262", "#44703f", "#c8503c", "#fffbe6"),
    ("#e4dcec", "#f8f4fa", "#bdb0cf", "#8b7aa6", "#4f4470", "#d4a13a", "#ffffff"),
)


class Scene:
    """A canvas at twice its size with the primitives the scenes share; units are pixels of the finished picture."""

    def __init__(self, seed: int):
        self.random = Random(seed)
        (self.sky, self.haze, self.far, self.middle, self.near, self.accent, self.light) = PALETTES[
            seed % len(PALETTES)
        ]
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), self.sky)
        self.draw = ImageDraw.Draw(self.image)
        self._sky()

    def _sky(self) -> None:
        top, bottom = (tuple(int(c[i : i + 2], 16) for i in (1, 3, 5)) for c in (self.sky, self.haze))
        bands = 200
        for band in range(bands):
            share = band / bands
            colour = tuple(round(a + (b - a) * share) for a, b in zip(top, bottom, strict=True))
            y = HEIGHT * SCALE * band // bands
            self.draw.rectangle((0, y, WIDTH * SCALE, y + HEIGHT * SCALE // bands + 1), fill=colour)
        x, y, r = self.random.randint(180, 1100), self.random.randint(90, 200), self.random.randint(38, 60)
        self.disc(x, y, r, self.light)

    def polygon(self, points, colour) -> None:
        self.draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=colour)

    def box(self, x0, y0, x1, y1, colour) -> None:
        self.draw.rectangle((x0 * SCALE, y0 * SCALE, x1 * SCALE, y1 * SCALE), fill=colour)

    def disc(self, x, y, r, colour) -> None:
        self.draw.ellipse(((x - r) * SCALE, (y - r) * SCALE, (x + r) * SCALE, (y + r) * SCALE), fill=colour)

    def line(self, points, colour, width) -> None:
        self.draw.line(
            [(x * SCALE, y * SCALE) for x, y in points], fill=colour, width=round(width * SCALE), joint="curve"
        )

    def hills(self, base: float, height: float, colour: str, roughness: float = 1.0) -> None:
        phases = [(self.random.uniform(0, 6.3), self.random.uniform(0.6, 1.4)) for _ in range(3)]
        points = [(0, HEIGHT)]
        for x in range(0, WIDTH + 8, 8):
            wave = sum(
                math.sin(x / WIDTH * 2 * math.pi * (k + 1) * f * roughness + p) / (k + 1)
                for k, (p, f) in enumerate(phases)
            )
            points.append((x, base - height * (0.5 + wave / 3.2)))
        points.append((WIDTH, HEIGHT))
        self.polygon(points, colour)

    def water(self, top: float) -> None:
        self.box(0, top, WIDTH, HEIGHT, self.far)
        for _ in range(46):
            x, y = self.random.randint(-60, WIDTH), self.random.uniform(top + 14, HEIGHT - 8)
            length = self.random.randint(40, 190) * (0.5 + (y - top) / (HEIGHT - top))
            self.line([(x, y), (x + length, y)], self.haze, 2 + 2 * (y - top) / (HEIGHT - top))

    def tree(self, x: float, y: float, size: float) -> None:
        self.box(x - size * 0.05, y - size * 0.5, x + size * 0.05, y, self.near)
        self.disc(x, y - size * 0.75, size * 0.36, self.middle)
        self.disc(x - size * 0.2, y - size * 0.52, size * 0.27, self.middle)
        self.disc(x + size * 0.2, y - size * 0.52, size * 0.27, self.near)

    def house(self, x: float, y: float, width: float, wall: str | None = None) -> None:
        """A white-walled house with a dark upturned roof, as villages of the region have."""
        height = width * 0.62
        self.box(x, y - height, x + width, y, wall or self.light)
        eave = width * 0.12
        self.polygon(
            [
                (x - eave, y - height),
                (x + width * 0.12, y - height * 1.42),
                (x + width * 0.88, y - height * 1.42),
                (x + width + eave, y - height),
            ],
            self.near,
        )
        step = width / 4
        for i in range(3):
            left = x + step * (i + 0.65)
            self.box(left, y - height * 0.68, left + step * 0.6, y - height * 0.3, self.middle)

    def jpeg(self) -> bytes:
        small = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        buffer = BytesIO()
        small.save(buffer, "JPEG", quality=86, optimize=True)
        return buffer.getvalue()


def river(s: Scene) -> None:
    s.hills(430, 200, s.far, 0.8)
    s.hills(500, 150, s.middle)
    s.water(520)
    for x in range(-20, WIDTH, 210):
        s.house(x + s.random.randint(0, 50), 545 + s.random.randint(0, 12), s.random.randint(110, 150))
    s.polygon([(0, 800), (0, 690), (420, 740), (760, 800)], s.near)
    for x in (70, 190, 300):
        s.tree(x, 715 + x * 0.07, 150)


def city(s: Scene) -> None:
    s.hills(470, 130, s.far)
    for colour, low, high in ((s.middle, 150, 330), (s.near, 80, 240)):
        x = -10
        while x < WIDTH:
            width, height = s.random.randint(54, 120), s.random.randint(low, high)
            s.box(x, 640 - height, x + width, 640, colour)
            for wy in range(int(640 - height + 18), 620, 28):
                for wx in range(int(x + 12), int(x + width - 14), 22):
                    if s.random.random() < 0.5:
                        s.box(wx, wy, wx + 9, wy + 13, s.haze)
            x += width + s.random.randint(4, 34)
    s.box(0, 640, WIDTH, HEIGHT, s.middle)
    s.polygon([(0, 700), (WIDTH, 664), (WIDTH, 724), (0, 770)], s.haze)
    for x in range(60, WIDTH, 150):
        s.tree(x, 690, 92)


def terraces(s: Scene) -> None:
    s.hills(380, 190, s.far)
    for step in range(9):
        y = 400 + step * 48
        s.hills(y + 40, 46, (s.middle, s.light, s.near)[step % 3] if step % 3 != 1 else s.haze, 0.7 + step * 0.03)
    for x in (160, 230, 930, 1010, 1080):
        s.house(x, 520 + (x % 70), 84)
    s.tree(600, 640, 160)
    s.tree(700, 690, 120)


def bridge(s: Scene) -> None:
    s.hills(440, 220, s.far, 0.7)
    s.hills(500, 120, s.middle)
    s.water(540)
    s.line([(-20, 520), (WIDTH + 20, 520)], s.light, 16)
    for x in (330, 950):
        s.box(x - 9, 240, x + 9, 660, s.light)
        for reach in range(50, 300, 42):
            s.line([(x, 250 + reach * 0.22), (x - reach, 516)], s.light, 2.5)
            s.line([(x, 250 + reach * 0.22), (x + reach, 516)], s.light, 2.5)
    s.box(320, 512, 420, 520, s.accent)
    s.polygon([(900, 800), (1000, 720), (1280, 690), (1280, 800)], s.near)


def school(s: Scene) -> None:
    s.hills(460, 150, s.far)
    s.hills(540, 70, s.middle)
    s.box(220, 300, 1060, 600, s.light)
    s.box(200, 280, 1080, 306, s.accent)
    for y in (340, 425, 510):
        for x in range(250, 1030, 74):
            s.box(x, y, x + 48, y + 52, s.far)
    s.box(590, 490, 690, 600, s.near)
    s.box(0, 600, WIDTH, HEIGHT, s.middle)
    s.draw.ellipse((160 * SCALE, 640 * SCALE, 1120 * SCALE, 780 * SCALE), fill=s.accent)
    s.draw.ellipse((230 * SCALE, 660 * SCALE, 1050 * SCALE, 762 * SCALE), fill=s.middle)
    s.line([(150, 600), (150, 330)], s.near, 5)
    s.polygon([(153, 334), (212, 348), (153, 372)], s.accent)


def harbour(s: Scene) -> None:
    s.hills(430, 120, s.far)
    s.water(470)
    for i, x in enumerate(range(60, 620, 44)):
        for level in range(1 + (i * 7) % 4):
            s.box(x, 560 - level * 26, x + 40, 584 - level * 26, (s.accent, s.middle, s.near, s.haze)[(i + level) % 4])
    s.box(0, 584, 660, 604, s.near)
    for x in (180, 430):
        s.line([(x, 584), (x, 330)], s.near, 8)
        s.line([(x - 60, 352), (x + 190, 352)], s.near, 8)
        s.line([(x + 150, 352), (x + 150, 470)], s.near, 2)
    s.polygon([(730, 620), (1190, 620), (1140, 690), (780, 690)], s.accent)
    s.box(1010, 540, 1090, 620, s.light)
    for x in range(770, 980, 42):
        s.box(x, 584, x + 38, 618, s.haze)


def wind(s: Scene) -> None:
    s.hills(470, 190, s.far, 0.6)
    s.hills(580, 150, s.middle, 0.8)
    for x, base, size in ((220, 470, 150), (470, 520, 190), (760, 480, 165), (1030, 500, 210)):
        s.line([(x, base), (x, base - size)], s.light, 6)
        turn = s.random.uniform(0, 2)
        for blade in range(3):
            angle = turn + blade * 2 * math.pi / 3
            tip = (x + math.cos(angle) * size * 0.5, base - size + math.sin(angle) * size * 0.5)
            s.line([(x, base - size), tip], s.light, 5)
    s.hills(720, 90, s.near, 0.9)
    for row in range(2):
        for x in range(120 + row * 40, 1180, 128):
            y = 690 + row * 52
            s.polygon([(x, y), (x + 92, y - 12), (x + 80, y + 26), (x - 12, y + 38)], s.sky)


def greenway(s: Scene) -> None:
    s.hills(420, 180, s.far)
    s.hills(520, 110, s.middle)
    s.box(0, 560, WIDTH, HEIGHT, s.middle)
    s.polygon([(560, 560), (640, 560), (1010, 800), (300, 800)], s.light)
    s.polygon([(596, 560), (604, 560), (672, 800), (640, 800)], s.accent)
    for i, (x, y) in enumerate(((480, 590), (420, 625), (340, 672), (230, 740), (720, 590), (800, 630), (915, 690))):
        s.tree(x, y, 80 + i % 4 * 30)
    s.tree(1120, 770, 230)


SCENES: tuple[Callable[[Scene], None], ...] = (river, city, terraces, bridge, school, harbour, wind, greenway)
SCENE_NAMES = ("江畔人家", "城市天际线", "梯田春色", "跨江大桥", "校园一角", "港口码头", "山上风电", "滨水绿道")


def draw(number: int) -> bytes:
    """Picture `number` as JPEG, 1280 × 800; the same number gives the same picture."""
    scene = Scene(number)
    SCENES[number % len(SCENES)](scene)
    return scene.jpeg()
