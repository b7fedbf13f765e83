package org.greedyinfomax.data.media;

import static org.greedyinfomax.data.media.Signature.at;
import static org.greedyinfomax.data.media.Signature.start;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The formats that files are told apart as, those that can be decoded among them. A format that is
 * added here is counted under its name wherever files are listed.
 */
public enum MediaType {
  WAV("WAV", MediaGroup.AUDIO, "wav wave", start("RIFF").and(8, "WAVE")),
  RF64(
      "RF64", MediaGroup.AUDIO, "rf64", start("RF64").and(8, "WAVE"), start("BW64").and(8, "WAVE")),
  W64("Wave64", MediaGroup.AUDIO, "w64", start("riff.\u0091\u00cf\u0011")),
  FLAC("FLAC", MediaGroup.AUDIO, "flac", start("fLaC")),
  OGG("Ogg", MediaGroup.AUDIO, "ogg oga opus spx", start("OggS")),
  MP3("MP3", MediaGroup.AUDIO, "mp3 mp2 mpga"),
  AAC("AAC", MediaGroup.AUDIO, "aac", start("ADIF")),
  M4A("M4A", MediaGroup.AUDIO, "m4a m4b", at(4, "ftypM4A "), at(4, "ftypM4B ")),
  AIFF(
      "AIFF",
      MediaGroup.AUDIO,
      "aiff aif aifc",
      start("FORM").and(8, "AIFF"),
      start("FORM").and(8, "AIFC")),
  AU("AU", MediaGroup.AUDIO, "au snd", start(".snd")),
  CAF("CAF", MediaGroup.AUDIO, "caf", start("caff")),
  WAVPACK("WavPack", MediaGroup.AUDIO, "wv", start("wvpk")),
  SPHERE("NIST SPHERE", MediaGroup.AUDIO, "sph", start("NIST_1A\n")),
  AMR("AMR", MediaGroup.AUDIO, "amr awb", start("#!AMR")),
  APE("Monkey's Audio", MediaGroup.AUDIO, "ape", start("MAC ").and(5, "\u000f")),
  DSF("DSF", MediaGroup.AUDIO, "dsf", start("DSD \u001c")),
  TTA("TTA", MediaGroup.AUDIO, "tta", start("TTA1")),
  VOC("Creative Voice", MediaGroup.AUDIO, "voc", start("Creative Voice File")),
  ASF("Windows Media", MediaGroup.AUDIO, "wma wmv asf", start("0&\u00b2u\u008ef\u00cf\u0011")),
  MIDI("MIDI", MediaGroup.AUDIO, "mid midi", start("MThd")),
  JPEG("JPEG", MediaGroup.IMAGE, "jpg jpeg jpe jfif", start("\u00ff\u00d8\u00ff")),
  PNG("PNG", MediaGroup.IMAGE, "png", start("\u0089PNG\r\n\u001a\n")),
  BMP("BMP", MediaGroup.IMAGE, "bmp dib"),
  GIF("GIF", MediaGroup.IMAGE, "gif", start("GIF87a"), start("GIF89a")),
  WEBP("WebP", MediaGroup.IMAGE, "webp", start("RIFF").and(8, "WEBP")),
  TIFF("TIFF", MediaGroup.IMAGE, "tif tiff", start("II*\0"), start("MM\0*")),
  HEIF(
      "HEIF",
      MediaGroup.IMAGE,
      "heic heif",
      at(4, "ftyphei"),
      at(4, "ftyphev"),
      at(4, "ftypmif1"),
      at(4, "ftypmsf1")),
  AVIF("AVIF", MediaGroup.IMAGE, "avif", at(4, "ftypavif"), at(4, "ftypavis")),
  JPEG_2000(
      "JPEG 2000",
      MediaGroup.IMAGE,
      "jp2 j2k jpx",
      start("\0\0\0\u000cjP  "),
      start("\u00ffO\u00ffQ")),
  JPEG_XL("JPEG XL", MediaGroup.IMAGE, "jxl", start("\0\0\0\u000cJXL "), start("\u00ff\n")),
  PSD("Photoshop", MediaGroup.IMAGE, "psd", start("8BPS")),
  ICO("ICO", MediaGroup.IMAGE, "ico", start("\0\0\u0001\0")),
  PNM("PNM", MediaGroup.IMAGE, "pgm ppm pnm", start("P5\n"), start("P6\n")),
  OPEN_EXR("OpenEXR", MediaGroup.IMAGE, "exr", start("v/1\u0001")),
  MP4("MP4", MediaGroup.VIDEO, "mp4 m4v mov 3gp", at(4, "ftyp"), at(4, "moov"), at(4, "mdat")),
  MATROSKA("Matroska", MediaGroup.VIDEO, "mkv mka webm", start("\u001aE\u00df\u00a3")),
  AVI("AVI", MediaGroup.VIDEO, "avi", start("RIFF").and(8, "AVI ")),
  MPEG(
      "MPEG",
      MediaGroup.VIDEO,
      "mpg mpeg vob",
      start("\0\0\u0001\u00ba"),
      start("\0\0\u0001\u00b3")),
  FLV("Flash Video", MediaGroup.VIDEO, "flv", start("FLV\u0001")),
  ZIP("ZIP", MediaGroup.ARCHIVE, "zip npz", start("PK\u0003\u0004"), start("PK\u0005\u0006")),
  GZIP("gzip", MediaGroup.ARCHIVE, "gz tgz", start("\u001f\u008b")),
  BZIP2("bzip2", MediaGroup.ARCHIVE, "bz2", start("BZh")),
  XZ("XZ", MediaGroup.ARCHIVE, "xz", start("\u00fd7zXZ\0")),
  ZSTANDARD("Zstandard", MediaGroup.ARCHIVE, "zst", start("(\u00b5/\u00fd")),
  SEVEN_ZIP("7z", MediaGroup.ARCHIVE, "7z", start("7z\u00bc\u00af'\u001c")),
  RAR("RAR", MediaGroup.ARCHIVE, "rar", start("Rar!\u001a\u0007")),
  TAR("tar", MediaGroup.ARCHIVE, "tar", at(257, "ustar")),
  PARQUET("Parquet", MediaGroup.TABLE, "parquet", start("PAR1")),
  ARROW("Arrow", MediaGroup.TABLE, "arrow feather", start("ARROW1")),
  HDF5("HDF5", MediaGroup.TABLE, "h5 hdf5", start("\u0089HDF\r\n\u001a\n")),
  NPY("NumPy", MediaGroup.TABLE, "npy", start("\u0093NUMPY")),
  SQLITE("SQLite", MediaGroup.TABLE, "db sqlite", start("SQLite format 3\0")),
  PDF("PDF", MediaGroup.DOCUMENT, "pdf", start("%PDF-"));

  /** So many first bytes are enough to tell a format, beyond tags that stand before it. */
  public static final int HEAD_BYTES = 4096;

  private final String title;
  private final MediaGroup group;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> extensions;

  @SuppressWarnings("ImmutableEnumChecker") // likewise
  private final List<Signature> signatures;

  MediaType(String title, MediaGroup group, String extensions, Signature... signatures) {
    this.title = title;
    this.group = group;
    this.extensions =
        Stream.of(extensions.split(" ", -1)).map(extension -> "." + extension).toList();
    this.signatures = List.of(signatures);
  }

  /**
   * Tells what a file holds. Where ID3 tags stand before the content, what counts is what follows
   * them; if that is not among the given bytes, it is taken for MP3.
   *
   * @param head its first {@value #HEAD_BYTES} bytes, or more; fewer if it has not so many
   */
  public static Optional<MediaType> of(byte[] head) {
    long tags = Id3v2.bytes(head);
    if (tags >= head.length && tags > 0) {
      return Optional.of(MP3);
    }
    Optional<MediaType> content = of(head, (int) tags);
    return content.isEmpty() && tags > 0 ? Optional.of(MP3) : content;
  }

  private static Optional<MediaType> of(byte[] bytes, int begin) {
    Optional<MediaType> told =
        Arrays.stream(values())
            .filter(type -> type.signatures.stream().anyMatch(s -> s.matches(bytes, begin)))
            .findFirst();
    if (told.isPresent()) {
      return told;
    }
    return isBmp(bytes, begin) ? Optional.of(BMP) : MpegSync.of(bytes, begin);
  }

  /** Two letters are few: the header that follows must have one of the sizes that it may have. */
  private static boolean isBmp(byte[] bytes, int begin) {
    if (!start("BM").matches(bytes, begin)) {
      return false;
    }
    if (bytes.length < begin + 18) {
      return true; // cut short
    }
    int size = bytes[begin + 14];
    boolean isSmall = bytes[begin + 15] == 0 && bytes[begin + 16] == 0 && bytes[begin + 17] == 0;
    return isSmall && (size == 12 || size == 16 || (size >= 40 && size <= 124));
  }

  /**
   * Returns a path without its extension, if it is one that files of these formats have, in any
   * case of letters.
   */
  public static String withoutExtension(String path) {
    String extension = path.substring(path.lastIndexOf('.') + 1);
    boolean isKnown = Arrays.stream(values()).anyMatch(type -> type.hasExtension(path));
    return isKnown ? path.substring(0, path.length() - extension.length() - 1) : path;
  }

  /** Whether a path ends in an extension of this format, in any case of letters. */
  public boolean hasExtension(String path) {
    String lowerCase = path.toLowerCase(Locale.ROOT);
    return extensions.stream().anyMatch(lowerCase::endsWith);
  }

  /** Returns what people call the format. */
  public String title() {
    return title;
  }

  /** Returns what its files are for. */
  public MediaGroup group() {
    return group;
  }

  /** Returns the extensions of its files, in small letters, each with its dot. */
  public List<String> extensions() {
    return extensions;
  }
}
