package org.greedyinfomax.data.ffmpeg;

import java.io.IOException;
import java.util.Collections;
import java.util.Set;
import org.greedyinfomax.Background;
import org.greedyinfomax.Check;
import org.greedyinfomax.data.AudioStream;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.ExtraDecoder;
import org.greedyinfomax.data.MediaInput;
import org.greedyinfomax.data.VideoStream;
import org.greedyinfomax.data.media.MediaType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds FFmpeg's libraries. */
public final class FfmpegDecoder implements ExtraDecoder {

  /** Property of Java that says {@code false} where they are not to be used. */
  public static final String SWITCH = "org.greedyinfomax.ffmpeg";

  private static final Logger LOG = LoggerFactory.getLogger(FfmpegDecoder.class);

  /** Looked for once, when first asked: the answer is the same as long as a process runs. */
  private static final class Search {

    static final boolean IS_PRESENT = isLoaded();

    private Search() {}

    private static boolean isLoaded() {
      try {
        Libraries.load();
        return true;
      } catch (NoClassDefFoundError | UnsatisfiedLinkError missing) {
        LOG.debug("FFmpeg's libraries are not there", missing);
        return false;
      }
    }
  }

  @Override
  public Set<MediaType> types() {
    return Collections.unmodifiableSet(Demuxer.NAMES.keySet());
  }

  @Override
  public boolean isPresent() {
    return !"false".equals(System.getProperty(SWITCH)) && Search.IS_PRESENT;
  }

  @Override
  public String remedy() {
    return "build with \"mvn -Pffmpeg package\", or have FFmpeg's two jars on the class path"
        + " (docs/formats.md says how)";
  }

  @Override
  public AudioStream open(MediaInput in, MediaType type, String name)
      throws IOException, BadFileException {
    requirePresent();
    return FfmpegStream.open(in, Demuxer.NAMES.get(type), name);
  }

  @Override
  public VideoStream openVideo(
      MediaInput in, MediaType type, long maxPixels, Background background, String name)
      throws IOException, BadFileException {
    requirePresent();
    FramePixels pixels = new FramePixels(maxPixels, background, name);
    return FfmpegVideo.open(in, Demuxer.NAMES.get(type), pixels, name);
  }

  /** Whoever asks has looked for the libraries, too, which prepares them. */
  private void requirePresent() {
    Check.argument(isPresent(), "FFmpeg's libraries are not there: %s", remedy());
  }
}
