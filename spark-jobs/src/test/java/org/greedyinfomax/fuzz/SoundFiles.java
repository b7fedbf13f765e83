package org.greedyinfomax.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Sound files that no program here writes. */
final class SoundFiles {

  private static final int RATE = 8_000;
  private static final byte[] GUID_OF_RIFF = {
    0x2e,
    (byte) 0x91,
    (byte) 0xcf,
    0x11,
    (byte) 0xa5,
    (byte) 0xd6,
    0x28,
    (byte) 0xdb,
    4,
    (byte) 0xc1,
    0,
    0
  };
  private static final byte[] GUID_OF_OTHERS = {
    (byte) 0xf3,
    (byte) 0xac,
    (byte) 0xd3,
    0x11,
    (byte) 0x8c,
    (byte) 0xd1,
    0,
    (byte) 0xc0,
    0x4f,
    (byte) 0x8e,
    (byte) 0xdb,
    (byte) 0x8a
  };

  private SoundFiles() {}

  /** Sony's form of WAV, with 400 samples of 16 bits. */
  static byte[] wave64() {
    byte[] samples = noise(800);
    ByteBuffer file = ByteBuffer.allocate(40 + 40 + 24 + samples.length);
    file.order(ByteOrder.LITTLE_ENDIAN);
    file.put(tag("riff")).put(GUID_OF_RIFF).putLong(file.capacity());
    file.put(tag("wave")).put(GUID_OF_OTHERS);
    file.put(tag("fmt ")).put(GUID_OF_OTHERS).putLong(40);
    format(file, 1, 1, 2, 16);
    file.put(tag("data")).put(GUID_OF_OTHERS).putLong(24 + samples.length).put(samples);
    return file.array();
  }

  /** Microsoft's ADPCM in stereo: blocks of 256 bytes, the last one cut short. */
  static byte[] microsoftAdpcm() {
    ByteBuffer extension = ByteBuffer.allocate(14).order(ByteOrder.LITTLE_ENDIAN);
    extension.putShort((short) 12).putShort((short) 244).putShort((short) 2);
    extension.putShort((short) 256).putShort((short) 0);
    extension.putShort((short) 512).putShort((short) -256);
    return compressed(2, extension.array());
  }

  /** ADPCM of the IMA in stereo, likewise. */
  static byte[] imaAdpcm() {
    return compressed(0x11, new byte[] {2, 0, (byte) 249, 0});
  }

  private static byte[] compressed(int codec, byte[] extension) {
    byte[] blocks = noise(700);
    ByteBuffer file = ByteBuffer.allocate(12 + 8 + 16 + extension.length + 12 + 8 + blocks.length);
    file.order(ByteOrder.LITTLE_ENDIAN);
    file.put(tag("RIFF")).putInt(file.capacity() - 8).put(tag("WAVE"));
    file.put(tag("fmt ")).putInt(16 + extension.length);
    format(file, codec, 2, 256, 4);
    file.put(extension);
    file.put(tag("fact")).putInt(4).putInt(600);
    file.put(tag("data")).putInt(blocks.length).put(blocks);
    return file.array();
  }

  private static void format(ByteBuffer file, int codec, int channels, int blockBytes, int bits) {
    file.putShort((short) codec).putShort((short) channels);
    file.putInt(RATE).putInt(RATE * blockBytes);
    file.putShort((short) blockBytes).putShort((short) bits);
  }

  private static byte[] noise(int bytes) {
    byte[] noise = new byte[bytes];
    new Random(bytes).nextBytes(noise);
    return noise;
  }

  private static byte[] tag(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }
}
