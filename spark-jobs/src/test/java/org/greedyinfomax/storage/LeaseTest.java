package org.greedyinfomax.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.FilterFileSystem;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class LeaseTest {

  private static final LeaseTerms SHORT =
      new LeaseTerms(Duration.ofSeconds(2), Duration.ofMillis(200), Duration.ofMillis(300));

  private final Configuration hadoop = new Configuration();
  private final List<String> told = new ArrayList<>();
  @TempDir private Path parent;
  private Path directory;

  @BeforeEach
  void name() {
    hadoop.setClass("fs.store.impl", StoreFileSystem.class, org.apache.hadoop.fs.FileSystem.class);
    directory = parent.resolve("run");
  }

  /** Files that are created in two steps, with another process between them if one likes. */
  public static final class StoreFileSystem extends FilterFileSystem {

    public StoreFileSystem() {
      super(
          new InProcessFileSystem() {
            @Override
            protected void checkPath(org.apache.hadoop.fs.Path path) {}
          });
    }

    @Override
    public URI getUri() {
      return URI.create("store:///");
    }

    @Override
    protected void checkPath(org.apache.hadoop.fs.Path path) {}

    @Override
    public org.apache.hadoop.fs.Path makeQualified(org.apache.hadoop.fs.Path path) {
      return path;
    }
  }

  @Test
  void isOneOwnersAtATimeAndLeavesNothing() throws IOException {
    try (Lease lease = take()) {
      lease.require();
      assertThat(lease.isOwn()).isTrue();
      assertThatThrownBy(this::take)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageMatching(
              "%s is in use by process %d of %s on \\S+ \\(local-1\\), there since 20\\S+Z: wait"
                      .formatted(directory, ProcessHandle.current().pid(), user())
                  + " until it has ended, or stop it, and then give the command again");
      lease.require();
      assertThat(Lease.user(hadoop, path())).isPresent();
    }

    assertThat(directory).isEmptyDirectory();
    assertThat(Lease.user(hadoop, path())).isEmpty();
    take().close();
    assertThat(told).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:", "store:"})
  void isGivenToOneOfMany(String scheme) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Lease>> takers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        takers.add(threads.submit(() -> take(scheme + directory)));
      }
      int owners = 0;
      for (Future<Lease> taker : takers) {
        try (Lease lease = taker.get()) {
          owners++;
          Thread.sleep(1_000); // until all others have tried
          lease.require();
        } catch (java.util.concurrent.ExecutionException e) {
          assertThat(e).hasCauseInstanceOf(IllegalArgumentException.class);
          assertThat(e.getCause()).hasMessageContaining(" is in use by ");
        }
      }
      assertThat(owners).isEqualTo(1);
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void isTakenOverAtOnceFromAProcessThatHasEnded() throws Exception {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    LeaseHolder here = here();
    write(holder(here.system(), process.pid(), here.started(), here.user()));

    assertTakenOverAtOnce(", which has ended without giving it back");
  }

  /** Its number is another's by now. */
  @Test
  void isTakenOverAtOnceFromAProcessWhoseNumberIsUsedAgain() throws IOException {
    LeaseHolder here = here();
    write(holder(here.system(), here.pid(), here.started() - 60_000, here.user()));

    assertTakenOverAtOnce(", which has ended without giving it back");
  }

  /** A task of this process that failed to give it back. */
  @Test
  void isTakenOverAtOnceFromThisProcessIfNoThreadRenewsIt() throws IOException {
    write(here());

    assertTakenOverAtOnce(", which has ended without giving it back");
  }

  @Test
  void isTakenOverAtOnceFromAnotherMachineIfItWasNotRenewedForLong() throws IOException {
    write(elsewhere());
    age(Duration.ofMinutes(2));

    assertTakenOverAtOnce(", which has given no sign of work for 2 s");
  }

  @Test
  void isTakenOverFromAnotherMachineAfterAWaitIfItIsNotRenewedMeanwhile() throws IOException {
    write(elsewhere());
    long start = System.nanoTime();

    try (Lease lease = take()) {
      lease.require();
    }

    assertThat(System.nanoTime() - start).isBetween(1_000_000_000L, 20_000_000_000L);
    assertThat(told)
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .startsWith(directory + " is in use by process 7 of ann on far, ")
                    .matches(".*: waiting up to [123] s to see whether it is still at work"),
            second ->
                assertThat(second)
                    .startsWith(directory + " is taken over from process 7 of ann on far")
                    .endsWith(", which has given no sign of work for 2 s"));
  }

  @Test
  void isLeftToAnotherMachineThatRenewsIt() throws Exception {
    write(elsewhere());
    Thread other =
        new Thread(
            () -> {
              for (int i = 0; i < 20; i++) {
                renewLease(i);
              }
            });
    other.start();

    assertRefused(this::take, "process 7 of ann on far");
    other.join();
  }

  private void renewLease(int count) {
    try {
      Thread.sleep(200);
      Files.writeString(directory.resolve("lease.renewed"), Integer.toString(count));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void isTakenOverAfterAWaitIfItCannotBeRead() throws IOException {
    Files.createDirectory(directory);
    Files.writeString(directory.resolve("lease.json"), "");

    take().close();

    assertThat(told).hasSize(2);
    assertThat(told.get(1)).contains("from a process that does not say its name");
  }

  /** Its owner is alive, but at work elsewhere. */
  @Test
  void doesNotCountInACopyOfTheDirectory() throws IOException {
    try (Lease original = take()) {
      Path copy = Files.createDirectory(parent.resolve("copy"));
      Files.copy(directory.resolve("lease.json"), copy.resolve("lease.json"));

      take(copy.toString()).close();

      assertThat(told.get(1)).startsWith(copy + " is taken over from process ");
      original.require();
    }
  }

  @Test
  void isLostWhenAnotherTakesItAndTheOthersIsLeftAlone() throws IOException {
    try (Lease lease = take()) {
      Files.delete(directory.resolve("lease.json"));
      write(elsewhere());

      assertThatThrownBy(lease::require)
          .isInstanceOf(LeaseLostException.class)
          .hasMessageMatching(
              "%s was taken over by process 7 of ann on far, there since \\S+: this process writes"
                      .formatted(directory)
                  + " nothing more there");
    }

    assertThat(directory.resolve("lease.json")).exists();
  }

  @Test
  void isLostWhenItIsDeleted() throws IOException {
    try (Lease lease = take()) {
      Files.delete(directory.resolve("lease.json"));

      assertThatThrownBy(lease::require)
          .isInstanceOf(LeaseLostException.class)
          .hasMessageStartingWith(directory + "/lease.json is gone, by which ");
      assertThat(lease.isNobodys()).isTrue();
    }
  }

  @Test
  void isLostWithItsDirectoryWhichIsNotMadeAgain() throws Exception {
    try (Lease lease = take()) {
      FileUtil.fullyDelete(directory.toFile());

      assertThatThrownBy(lease::require)
          .isInstanceOf(LeaseLostException.class)
          .hasMessageStartingWith(directory + " is gone: somebody has deleted or renamed");
      Thread.sleep(SHORT.renewal().toMillis() * 3);
      assertThat(directory).doesNotExist();
    }
    assertThat(directory).doesNotExist();
  }

  @Test
  void isRenewed() throws Exception {
    try (Lease lease = take()) {
      Thread.sleep(SHORT.renewal().toMillis() * 4);

      assertThat(directory.resolve("lease.renewed")).exists();
      assertThat(Files.readAttributes(directory.resolve("lease.json"), "*"))
          .containsEntry("size", Files.size(directory.resolve("lease.json")));
      lease.require();
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void isNotLostByARenewalThatFails() throws Exception {
    try (Lease lease = take()) {
      Files.createDirectories(directory.resolve("lease.renewed/in the way"));
      Thread.sleep(SHORT.renewal().toMillis() * 3);

      lease.require();
    }
  }

  /** A directory may come from somebody else, and what it says is printed. */
  @Test
  void saysNothingThatATerminalWouldObey() throws IOException {
    Files.createDirectory(directory);
    String text = new String(elsewhere().toBytes(), StandardCharsets.UTF_8);
    Files.writeString(
        directory.resolve("lease.json"), text.replace("\"ann\"", "\"\\u001b[2Jann\\u202e\""));

    take().close();

    assertThat(told)
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains(" of \\u001b[2Jann\\u202e on far"));
  }

  /** Persian words are written with characters that show nothing themselves. */
  @Test
  void isTakenWhereNamesHaveCharactersWithoutWidth() throws IOException {
    directory = parent.resolve("\u0645\u06cc\u200c\u0631\u0648\u0645");
    try (Lease lease = take()) {
      lease.require();
      assertThat(Lease.user(hadoop, path())).isPresent();
      assertRefused(this::take, "process " + ProcessHandle.current().pid());
    }
  }

  /** Of another version, say, whose process is at work. */
  @ParameterizedTest
  @ValueSource(strings = {"", "{\"version\": 2}"})
  void isAUsersWhoDoesNotSayItsNameAsLongAsThereAreSignsOfWork(String content) throws IOException {
    Files.createDirectory(directory);
    Files.writeString(directory.resolve("lease.json"), content);
    assertThat(Lease.user(hadoop, path())).contains("a process that does not say its name");

    age(Duration.ofMinutes(2));
    assertThat(Lease.user(hadoop, path())).isEmpty();

    Files.writeString(directory.resolve("lease.renewed"), "7");
    assertThat(Lease.user(hadoop, path())).contains("a process that does not say its name");
  }

  @Test
  void isLostToOneWhoDoesNotSayItsName() throws IOException {
    try (Lease lease = take()) {
      Files.writeString(directory.resolve("lease.json"), "");

      assertThatThrownBy(lease::require)
          .isInstanceOf(LeaseLostException.class)
          .hasMessageStartingWith(
              directory + " was taken over by a process that does not say its name: ");
    }
  }

  @Test
  void hasFilesThatNobodyElseWouldNameSo() {
    assertThat(Lease.isOfLease("lease.json")).isTrue();
    assertThat(Lease.isOfLease("lease.renewed")).isTrue();
    assertThat(Lease.isOfLease(".lease-0d1e2f30-1111-2222-3333-444455556666.tmp")).isTrue();
    assertThat(Lease.isOfLease(".lease-agreement.pdf")).isFalse();
    assertThat(Lease.isOfLease(".lease-notes.tmp")).isFalse();
  }

  @Test
  void saysWhatIsInTheWayOfItsDirectory() throws IOException {
    Path file = Files.createFile(directory);

    assertThatThrownBy(() -> take(file + "/inside/run"))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "cannot write %s/inside/run/lease.json: %s: there is a file where a directory is to be"
                    .formatted(file, file)
                + " made");
  }

  private void assertTakenOverAtOnce(String why) throws IOException {
    long start = System.nanoTime();
    try (Lease lease = take()) {
      lease.require();
    }
    assertThat(System.nanoTime() - start).isLessThan(1_500_000_000L);
    assertThat(told).singleElement().asString().contains(" is taken over from process ");
    assertThat(told.get(0)).startsWith(directory + " ").endsWith(why);
    assertThat(directory).isEmptyDirectory();
  }

  private static void assertRefused(ThrowingCallable action, String who) {
    assertThatThrownBy(action)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(" is in use by " + who);
  }

  private Lease take() throws IOException {
    return take(directory.toString());
  }

  private Lease take(String place) throws IOException {
    return Lease.take(hadoop, new org.apache.hadoop.fs.Path(place), "local-1", told::add, SHORT);
  }

  private org.apache.hadoop.fs.Path path() {
    return new org.apache.hadoop.fs.Path(directory.toString());
  }

  private LeaseHolder here() {
    return LeaseHolder.here("file:" + directory, "local-1");
  }

  private LeaseHolder elsewhere() {
    return holder("another machine", 7, 0, "ann");
  }

  private LeaseHolder holder(String system, long pid, long started, String user) {
    return new LeaseHolder(
        LeaseHolder.VERSION,
        "some-owner",
        "file:" + directory,
        "far",
        system,
        pid,
        started,
        user,
        "",
        Instant.now().toString());
  }

  private void write(LeaseHolder holder) throws IOException {
    Files.createDirectories(directory);
    Files.write(directory.resolve("lease.json"), holder.toBytes());
  }

  private void age(Duration by) throws IOException {
    Files.setLastModifiedTime(
        directory.resolve("lease.json"), FileTime.from(Instant.now().minus(by)));
  }

  private static String user() {
    return System.getProperty("user.name");
  }
}
