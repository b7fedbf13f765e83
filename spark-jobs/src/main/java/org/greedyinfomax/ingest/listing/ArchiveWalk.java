package org.greedyinfomax.ingest.listing;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.media.MediaType;
import org.greedyinfomax.ingest.archive.Archive;
import org.greedyinfomax.ingest.archive.ArchiveFormat;
import org.greedyinfomax.ingest.archive.Member;
import org.greedyinfomax.ingest.archive.SourceFailure;

/**
 * Lists the members of one archive. Of a damaged one these are the members before the damage, and
 * the archive is rejected.
 */
final class ArchiveWalk {

  private final SourceFile archive;
  private final ContentCheck check;
  private final ArchiveUse use;
  private final Configuration hadoop;

  ArchiveWalk(SourceFile archive, ContentCheck check, ArchiveUse use, Configuration hadoop) {
    this.archive = archive;
    this.check = check;
    this.use = use;
    this.hadoop = hadoop;
  }

  /**
   * Tells whether a file is an archive.
   *
   * @param type what its first bytes tell
   * @throws BadFileException if it cannot be read
   */
  static Optional<ArchiveFormat> format(
      SourceFile file, Optional<MediaType> type, Configuration hadoop)
      throws IOException, BadFileException {
    String path = file.relativePath();
    return FileInput.tried(
        file,
        () -> ArchiveFormat.of(type, path, LeftOutFile.hasExtension(path), file.archive(hadoop)));
  }

  Listing list() throws IOException {
    try {
      Optional<ArchiveFormat> format = format(archive, archive.type(hadoop), hadoop);
      if (format.isEmpty()) {
        throw new BadFileException(archive.relativePath(), "is no archive any more");
      }
      return FileInput.tried(archive, () -> list(format.get()));
    } catch (BadFileException unreadable) {
      Listing.Builder none = new Listing.Builder();
      none.reject(archive.relativePath(), unreadable.reason());
      return none.build();
    }
  }

  private Listing list(ArchiveFormat format) throws IOException {
    Listing.Builder found = new Listing.Builder();
    WebDatasetSamples samples = new WebDatasetSamples(check.kind());
    int members = 0;
    String latest = "";
    try (Archive open = format.open(archive.archive(hadoop))) {
      Optional<Member> member = open.next();
      while (member.isPresent()) {
        latest = member.get().name();
        Consumer<Listing.Builder> told =
            tell(open, member.get(), members, samples, format.isCompressed());
        open.leave();
        told.accept(found);
        members++;
        latest = "";
        member = open.next();
      }
    } catch (IOException damaged) {
      SourceFailure.rethrowFrom(damaged);
      found.reject(archive.relativePath(), reason(damaged, latest, members));
    }
    samples.tell(found);
    return found.build();
  }

  private static String reason(IOException damaged, String latest, int members) {
    return Text.format(
        "is damaged%s: %s; the %d members before that were taken",
        latest.isEmpty() ? "" : " in its member " + latest, ReadFailure.reason(damaged), members);
  }

  /** Tells what is to be done with a member, once it is known that none of it is missing. */
  private Consumer<Listing.Builder> tell(
      Archive open, Member member, int number, WebDatasetSamples samples, boolean isCompressed)
      throws IOException {
    String path = ArchivePlace.path(archive.relativePath(), member.name());
    if (isHidden(member)) {
      return found -> found.leaveOutHidden(path);
    }
    return switch (member.kind()) {
      case LINK -> leftOut(path, LeftOutFile.SAME, member.reason());
      case DEVICE -> leftOut(path, LeftOutFile.DEVICE, member.reason());
      case REFUSED -> found -> found.reject(path, member.reason());
      case FILE -> tellFile(open, member, number, samples, isCompressed);
    };
  }

  private static Consumer<Listing.Builder> leftOut(String path, String kind, String reason) {
    return found -> found.leaveOut(new LeftOutFile(path, kind, reason));
  }

  private Consumer<Listing.Builder> tellFile(
      Archive open, Member member, int number, WebDatasetSamples samples, boolean isCompressed)
      throws IOException {
    boolean isSample = use == ArchiveUse.SAMPLES;
    String stem =
        isSample
            ? WebDatasetSampleName.key(member.name())
            : MediaType.withoutExtension(member.name());
    SourceFile file =
        archive.member(
            new ArchivePlace(number, member.name(), stem, member.bytes() >= 0, archive.bytes()),
            Math.max(0, member.bytes()));
    try {
      InputStream content = open.content();
      if (isSample && LabelFile.isName(member.name())) {
        byte[] label = content.readNBytes(LabelFile.MOST_BYTES + 1);
        return found -> samples.addLabel(file, label);
      }
      check.require(file, ContentType.of(content));
      Optional<String> tooLarge = MemberSize.problem(member.bytes(), isCompressed);
      if (tooLarge.isPresent()) {
        return found -> found.reject(file.relativePath(), tooLarge.get());
      }
      return isSample ? found -> samples.add(file) : found -> found.add(file);
    } catch (LeftOutException other) {
      return found -> found.leaveOut(other.file());
    } catch (IOException damaged) {
      SourceFailure.rethrowFrom(damaged);
      open.leave(); // which fails, too, if it is not the member alone
      return found ->
          found.reject(file.relativePath(), "is damaged: " + ReadFailure.reason(damaged));
    }
  }

  private static boolean isHidden(Member member) {
    return Stream.of(member.name().split("/", -1))
        .anyMatch(part -> !part.equals("..") && !part.equals(".") && HiddenNames.isHidden(part));
  }
}
