package org.greedyinfomax.data.conversion;

import java.io.IOException;
import org.greedyinfomax.ContentKind;
import org.greedyinfomax.data.AudioStream;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.ExtraDecoder;
import org.greedyinfomax.data.FirstBytes;
import org.greedyinfomax.data.InputPart;
import org.greedyinfomax.data.MediaInput;
import org.greedyinfomax.data.flac.FlacDecoder;
import org.greedyinfomax.data.media.MediaType;
import org.greedyinfomax.data.wav.WavDecoder;

/**
 * Opens WAV and FLAC files as streams of samples, and others by an {@link ExtraDecoder}.
 *
 * <p>The content decides, not the file's name. WAV may hold PCM of 8 to 32 bits, floating point of
 * 32 or 64 bits, A-law, mu-law, or ADPCM of Microsoft or IMA, in RIFF, RF64, BW64 or Wave64; FLAC
 * may have up to 32 bits and its checksums are verified. ID3 tags before either are skipped. Any
 * rate up to 768 kHz and any number of channels will do.
 */
public final class AudioDecoder {

  private AudioDecoder() {}

  /**
   * Opens a file.
   *
   * @param in the file, which whoever has opened it closes
   * @param name what to call it in errors
   * @throws BadFileException if the content is empty, damaged, truncated or of another kind, as far
   *     as its header tells
   * @throws IOException if the thread is interrupted, or the source as a whole cannot be read
   */
  public static AudioStream open(MediaInput in, String name) throws IOException, BadFileException {
    if (in.length() == 0) {
      throw new BadFileException(name, "is empty: it has 0 bytes");
    }
    long tags = in.tagBytes();
    MediaInput plain = tags == 0 ? in : new InputPart(in, tags, in.length() - tags);
    byte[] head = in.readAt(0, FirstBytes.SHOWN);
    MediaType type = in.type().orElseThrow(() -> unknown(head, name));
    return switch (type) {
      case WAV, RF64, W64 -> new WavDecoder(plain, type, name);
      case FLAC -> new FlacDecoder(plain, name);
      default -> {
        if (ExtraDecoder.present().contains(type)) {
          yield ExtraDecoder.installed().open(in, type, name);
        }
        throw new BadFileException(name, DecodableTypes.refusal(ContentKind.AUDIO, type));
      }
    };
  }

  private static BadFileException unknown(byte[] head, String name) {
    return new BadFileException(
        name,
        "is not audio that can be read: it is neither WAV nor FLAC (its first bytes are "
            + FirstBytes.of(head)
            + "); convert or remove it");
  }
}
