package org.greedyinfomax.storage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.greedyinfomax.Check;
import org.greedyinfomax.Printable;
import org.greedyinfomax.Text;

/**
 * Who has a {@link Lease}: what {@code lease.json} says.
 *
 * @param version of the file, {@link #VERSION}
 * @param owner random, and so nobody else's
 * @param directory that the lease is of; another in a directory that was copied with its lease
 * @param host name of the machine, for people
 * @param system within which numbers of processes have a meaning: a machine since it was started,
 *     or a container on it
 * @param pid of the process
 * @param started when the process was, in milliseconds since 1970; 0 if that is not known
 * @param user that it belongs to
 * @param application of Spark; empty if there is none
 * @param since when it has the lease, by its own clock
 */
record LeaseHolder(
    int version,
    String owner,
    String directory,
    String host,
    String system,
    long pid,
    long started,
    String user,
    String application,
    String since) {

  static final int VERSION = 1;

  /** The operating system reckons when a process started from a clock that may be put right. */
  private static final Duration TOLERANCE = Duration.ofSeconds(10);

  LeaseHolder {
    Check.argument(version == VERSION, "version %d is not %d", version, VERSION);
  }

  /** What can be told of a process from here. */
  enum Sign {
    /** It has ended. */
    GONE,
    /** It runs. */
    AT_WORK,
    /** It is on another machine, in another container, or hidden. */
    UNKNOWN
  }

  /** This process, with a new lease. */
  static LeaseHolder here(String directory, String application) {
    ProcessHandle process = ProcessHandle.current();
    return new LeaseHolder(
        VERSION,
        UUID.randomUUID().toString(),
        directory,
        hostName(),
        thisSystem(),
        process.pid(),
        startOf(process),
        System.getProperty("user.name", ""),
        application,
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /** Reads what a process has written; empty if it has not finished, or is of another version. */
  static Optional<LeaseHolder> parse(byte[] content) {
    try {
      return Optional.of(StrictJson.MAPPER.readValue(content, LeaseHolder.class));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  byte[] toBytes() throws IOException {
    return StrictJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
  }

  /**
   * What can be told of it without waiting.
   *
   * @param place the directory that it was found in
   */
  Sign sign(String place) {
    if (!system.equals(thisSystem()) || !user.equals(System.getProperty("user.name", ""))) {
      return Sign.UNKNOWN;
    }
    boolean runs =
        ProcessHandle.of(pid)
            .filter(ProcessHandle::isAlive)
            .filter(process -> isSameStart(startOf(process)))
            .isPresent();
    if (!runs || (pid == ProcessHandle.current().pid() && !isRenewedByThisProcess())) {
      return Sign.GONE;
    }
    return directory.equals(place) ? Sign.AT_WORK : Sign.UNKNOWN;
  }

  private boolean isSameStart(long other) {
    return started == 0 || other == 0 || Math.abs(started - other) <= TOLERANCE.toMillis();
  }

  /**
   * Looks for the thread, and in no list of leases: such a list would be one of those that belong
   * to a class loader, of which notebooks have several.
   */
  private boolean isRenewedByThisProcess() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals(threadName()));
  }

  /** Of the thread that lives as long as its process has the lease. */
  String threadName() {
    return "gim-lease " + owner;
  }

  /**
   * In words: which process, whose, where, since when. The file may be anybody's, so characters
   * that steer a terminal are written by their numbers.
   */
  String describe() {
    return Printable.line(
        Text.format(
            "process %d of %s on %s%s, there since %s",
            pid, user, host, application.isEmpty() ? "" : " (" + application + ")", since));
  }

  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "an unknown host";
    }
  }

  /** Linux tells machines and containers apart; elsewhere the name has to do. */
  private static String thisSystem() {
    try {
      String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
      return boot + " " + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException e) {
      return hostName();
    }
  }
}
