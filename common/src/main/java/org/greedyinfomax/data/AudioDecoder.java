package org.greedyinfomax.data;

import java.util.Arrays;
import org.greedyinfomax.Channel;
import org.greedyinfomax.ContentKind;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.media.Id3v2;
import org.greedyinfomax.data.media.MediaType;

/**
 * Turns the bytes of a WAV or FLAC file into a {@link Recording}.
 *
 * <p>The content decides, not the file's name. WAV may hold PCM of 8 to 32 bits, floating point of
 * 32 or 64 bits, A-law, mu-law, or ADPCM of Microsoft or IMA, in RIFF, RF64, BW64 or Wave64; FLAC
 * may have up to 32 bits and its checksums are verified. ID3 tags before either are skipped. Any
 * rate up to 768 kHz and any number of channels will do.
 */
public final class AudioDecoder {

  static final int HIGHEST_RATE = 768_000;

  private AudioDecoder() {}

  /**
   * Decodes one file.
   *
   * @param content the whole file
   * @param channel which channel is kept
   * @param name what to call it in errors
   * @throws BadFileException if the content is empty, damaged, truncated or of another kind
   */
  public static Recording decode(byte[] content, Channel channel, String name)
      throws BadFileException {
    if (content.length == 0) {
      throw new BadFileException(name, "is empty: it has 0 bytes");
    }
    MediaType type = MediaType.of(content).orElseThrow(() -> unknown(content, name));
    byte[] plain = withoutTags(content);
    return switch (type) {
      case WAV, RF64, W64 -> new WavDecoder(plain, type, channel, name).decode();
      case FLAC -> new FlacDecoder(plain, channel, name).decode();
      default -> throw new BadFileException(name, DecodableTypes.refusal(ContentKind.AUDIO, type));
    };
  }

  private static byte[] withoutTags(byte[] content) {
    int tags = Math.toIntExact(Math.min(content.length, Id3v2.bytes(content)));
    return tags == 0 ? content : Arrays.copyOfRange(content, tags, content.length);
  }

  private static BadFileException unknown(byte[] content, String name) {
    return new BadFileException(
        name,
        "is not audio that can be read: it is neither WAV nor FLAC (its first bytes are "
            + FirstBytes.of(content)
            + "); convert or remove it");
  }

  static void requireRate(int sampleRate, String name) throws BadFileException {
    if (sampleRate < 1 || sampleRate > HIGHEST_RATE) {
      throw new BadFileException(
          name,
          Text.format(
              "is damaged: its header gives a sample rate of %d Hz, which is not between 1 and %d",
              sampleRate, HIGHEST_RATE));
    }
  }
}
