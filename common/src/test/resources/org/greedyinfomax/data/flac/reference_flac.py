"""Writes the reference FLAC files beside it with libFLAC, through the package soundfile 0.14.

FlacDecoderTest computes the same samples and compares. FLAC is lossless, so nothing may differ.
"""

import array
import pathlib

import soundfile

HERE = pathlib.Path(__file__).parent


def noise(seed):
    """A linear congruential generator; yields 15 bits a call."""
    while True:
        seed = (seed * 1103515245 + 12345) % 2**31
        yield seed >> 16


def triangle(i, period, height):
    phase = i % period
    return height * (phase if 2 * phase < period else period - phase) * 2 // period - height // 2


def write(name, samples, rate, channels, subtype, level):
    shift = {"PCM_S8": 24, "PCM_16": 16, "PCM_24": 8}[subtype]
    data = array.array("i", (s << shift for s in samples))
    with soundfile.SoundFile(
        HERE / name, "w", rate, channels, subtype, format="FLAC", compression_level=level
    ) as file:
        file.buffer_write(data.tobytes(), dtype="int32")


def mono(frames, height, period, width, seed):
    source = noise(seed)
    return [triangle(i, period, height) + next(source) % width - width // 2 for i in range(frames)]


def stereo(frames, height, period, width, seed):
    source = noise(seed)
    samples = []
    for i in range(frames):
        left = triangle(i, period, height)
        samples += [left + next(source) % width, left // 2 + next(source) % width]
    return samples


write("mono-16.flac", mono(5000, 8000, 160, 64, 1), 16000, 1, "PCM_16", 0.6)
write("mono-16-fixed.flac", mono(1500, 8000, 160, 16, 2), 8000, 1, "PCM_16", 0.0)
write("mono-16-verbatim.flac", mono(300, 2, 2, 32768, 3), 16000, 1, "PCM_16", 0.6)
write("mono-16-constant.flac", [-1234] * 300, 16000, 1, "PCM_16", 0.6)
write("mono-16-wasted.flac", [s * 16 for s in mono(1000, 1000, 100, 8, 4)], 16000, 1, "PCM_16", 0.6)
write("stereo-24.flac", stereo(1200, 3000000, 210, 200, 5), 44100, 2, "PCM_24", 1.0)
write("stereo-16.flac", stereo(6000, 9000, 210, 8, 6), 22050, 2, "PCM_16", 0.4)
write("mono-8.flac", mono(700, 120, 50, 4, 7), 11025, 1, "PCM_S8", 0.6)
