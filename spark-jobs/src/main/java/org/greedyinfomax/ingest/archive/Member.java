package org.greedyinfomax.ingest.archive;

/**
 * What an archive says of one of its members.
 *
 * @param name the path in the archive, without {@code /} or {@code ./} before it; of a refused
 *     member as the archive has it
 * @param bytes its size as the archive gives it, unpacked; −1 if that is not known beforehand
 * @param kind what can be done with it
 * @param reason why it is no file to be read, as the end of a sentence that begins with its name;
 *     empty if it is one
 */
public record Member(String name, long bytes, Kind kind, String reason) {

  /** What can be done with a member. */
  public enum Kind {
    /** It can be read. */
    FILE,
    /** It is another name of something else. */
    LINK,
    /** It is a device, a pipe or the like. */
    DEVICE,
    /** It is a file that cannot be read. */
    REFUSED
  }

  static Member file(String name, long bytes) {
    return MemberName.problem(name)
        .map(reason -> refused(name, reason))
        .orElseGet(() -> new Member(MemberName.clean(name), bytes, Kind.FILE, ""));
  }

  static Member refused(String name, String reason) {
    return new Member(name, 0, Kind.REFUSED, reason);
  }

  static Member link(String name, String target) {
    return new Member(
        MemberName.clean(name), 0, Kind.LINK, "is a link to " + target + " and has no content");
  }

  static Member device(String name) {
    return new Member(MemberName.clean(name), 0, Kind.DEVICE, "is a device or a pipe");
  }
}
