package org.greedyinfomax.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.doctor.Finding.Verdict;
import org.greedyinfomax.training.MemoryCheck;
import org.greedyinfomax.training.resource.ExecutorMemory;

/** Judges what processes have found. Executors that found the same share a line. */
final class Findings {

  static final String DRIVER = "driver";
  private static final String RUN_DIRECTORY = "run directory";

  /** Of clocks that are further apart logs cannot be read side by side. */
  private static final double SECONDS_APART = 5;

  /** Kerberos and object stores refuse what seems so old. */
  private static final double SECONDS_TOO_FAR = 240;

  private static final int NAMED = 3; // executors that a line names

  private final List<ExecutorFacts> executors;
  private final List<Finding> findings = new ArrayList<>();

  Findings(List<ExecutorFacts> executors) {
    this.executors = List.copyOf(executors);
  }

  /** All findings so far. */
  Diagnosis diagnosis() {
    return new Diagnosis(findings);
  }

  /** Versions, which must be the driver's, and processors, which had better be alike. */
  Findings versions(Versions driver) {
    version("Java", driver, Versions::java);
    version("Spark", driver, Versions::spark);
    version("Scala", driver, Versions::scala);
    version("Hadoop", driver, Versions::hadoop);
    Map<String, List<String>> kinds = group(facts -> facts.versions().processor());
    kinds.forEach(
        (kind, names) ->
            add(
                kinds.size() == 1 ? Verdict.OK : Verdict.WARNING,
                "processor",
                kinds.size() == 1 ? kind : kind + "; others differ, so bits are not repeatable",
                where(names)));
    fileNames(driver.fileNames(), DRIVER);
    group(facts -> facts.versions().fileNames())
        .forEach((encoding, names) -> fileNames(encoding, where(names)));
    return this;
  }

  private void fileNames(String encoding, String where) {
    if (!encoding.equals("UTF-8")) {
      add(
          Verdict.WARNING,
          "file names",
          Text.format(
              "are read as %s, so files on local disks whose names have other letters are not found:"
                  + " start Java with LC_ALL=C.UTF-8 in its environment",
              encoding),
          where);
    }
  }

  private void version(String subject, Versions driver, Function<Versions, String> version) {
    String expected = version.apply(driver);
    Map<String, List<String>> versions = group(facts -> version.apply(facts.versions()));
    boolean isSame = versions.keySet().stream().allMatch(expected::equals);
    if (isSame) {
      add(Verdict.OK, subject, expected, everywhere());
      return;
    }
    add(Verdict.OK, subject, expected, DRIVER);
    versions.forEach(
        (found, names) ->
            add(
                verdict(subject, expected, found),
                subject,
                found.equals(expected)
                    ? found
                    : Text.format("%s, but the driver has %s: install the same", found, expected),
                where(names)));
  }

  /** Spark's own protocol needs the same Spark and Scala; for the others a warning will do. */
  private static Verdict verdict(String subject, String expected, String found) {
    if (found.equals(expected)) {
      return Verdict.OK;
    }
    return subject.equals("Spark") || subject.equals("Scala") ? Verdict.FAILURE : Verdict.WARNING;
  }

  /** What tasks compute on, and how fast, if that was measured. */
  Findings devices() {
    group(ExecutorFacts::device)
        .forEach(
            (device, names) ->
                add(
                    canCompute(names) ? Verdict.OK : Verdict.FAILURE,
                    "device",
                    device,
                    where(names)));
    executors.stream()
        .filter(facts -> !facts.gpu().isEmpty())
        .forEach(
            facts ->
                add(Verdict.OK, "GPU", "Spark hands out " + facts.gpu(), where(facts.executor())));
    double least = executors.stream().mapToDouble(ExecutorFacts::flops).min().orElse(0);
    double most = executors.stream().mapToDouble(ExecutorFacts::flops).max().orElse(0);
    if (least > 0) {
      boolean isEven = least > 0.5 * most;
      String speed =
          least == most
              ? Text.format("%.0f GFLOP/s a task", least / 1e9)
              : Text.format("%.0f to %.0f GFLOP/s a task", least / 1e9, most / 1e9);
      add(
          isEven ? Verdict.OK : Verdict.WARNING,
          "products",
          isEven ? speed : speed + "; a round takes as long as its slowest task",
          where(executors.stream().map(ExecutorFacts::executor).toList()));
    }
    return this;
  }

  private boolean canCompute(List<String> names) {
    return executors.stream()
        .filter(facts -> names.contains(facts.executor()))
        .allMatch(ExecutorFacts::canCompute);
  }

  /** Memory against what the recipe's training needs. */
  Findings memory(Recipe recipe) {
    Map<String, List<String>> problems =
        group(facts -> problem(new MemoryCheck(recipe, facts.memory())));
    problems.forEach(
        (problem, names) -> {
          if (!problem.isEmpty()) {
            add(Verdict.FAILURE, "memory", problem, where(names));
          }
        });
    List<String> fine = problems.getOrDefault("", List.of());
    if (!fine.isEmpty()) {
      long least =
          executors.stream()
              .filter(facts -> fine.contains(facts.executor()))
              .map(ExecutorFacts::memory)
              .mapToLong(ExecutorMemory::room)
              .min()
              .orElse(0);
      add(
          Verdict.OK,
          "memory",
          Text.format("%.1f GB for tensors: enough for the recipe", least / 1e9),
          where(fine));
    }
    return this;
  }

  private static String problem(MemoryCheck check) {
    try {
      check.require();
      return "";
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  /** The run's file system, as the driver and the executors find it. */
  Findings files(String directory, String problemOfDriver) {
    Map<String, String> problems = new LinkedHashMap<>();
    executors.forEach(facts -> problems.put(facts.executor(), facts.files()));
    findings.addAll(FileFindings.of(RUN_DIRECTORY, directory, problemOfDriver, problems));
    return this;
  }

  /**
   * A directory on local disks, where there are several machines.
   *
   * @param driver the driver's machine
   */
  Findings localDisks(String directory, String driver) {
    Set<String> machines = new TreeSet<>(Set.of(driver));
    executors.forEach(facts -> machines.add(facts.host()));
    if (machines.size() > 1) {
      add(
          Verdict.WARNING,
          RUN_DIRECTORY,
          Text.format(
              "%s is a path on the disks of %d machines (%s), which works only if it is a folder that"
                  + " all of them have mounted: HDFS and object stores are shared for certain",
              directory, machines.size(), String.join(", ", machines)),
          everywhere());
    }
    return this;
  }

  /**
   * Clocks against the driver's.
   *
   * @param before when the driver began to ask, by its clock, in milliseconds
   * @param after when it had all answers
   */
  Findings clocks(long before, long after) {
    double worst = 0;
    for (ExecutorFacts facts : executors) {
      double apart = Math.max(before - facts.clock(), facts.clock() - after) * 1e-3;
      worst = Math.max(worst, apart);
      if (apart > SECONDS_APART) {
        add(
            apart > SECONDS_TOO_FAR ? Verdict.FAILURE : Verdict.WARNING,
            "clock",
            Text.format("%.0f seconds from the driver's: let NTP set both clocks", apart),
            where(facts.executor()));
      }
    }
    if (worst <= SECONDS_APART) {
      add(Verdict.OK, "clock", "as the driver's", everywhere());
    }
    return this;
  }

  private void add(Verdict verdict, String subject, String found, String where) {
    findings.add(new Finding(verdict, subject, found, where));
  }

  /** Executors by what they found. */
  private Map<String, List<String>> group(Function<ExecutorFacts, String> found) {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    for (ExecutorFacts facts : executors) {
      groups.computeIfAbsent(found.apply(facts), key -> new ArrayList<>()).add(facts.executor());
    }
    return groups;
  }

  private String everywhere() {
    return Text.format("%s, %s", DRIVER, where(executors.stream().map(f -> f.executor()).toList()));
  }

  private String where(String executor) {
    return where(List.of(executor));
  }

  private String where(List<String> names) {
    return where(names, executors.size());
  }

  /** Some of all executors. */
  static String where(List<String> names, int all) {
    if (names.size() == 1) {
      return "executor " + names.get(0);
    }
    if (names.size() <= NAMED) {
      return "executors " + String.join(", ", names);
    }
    return names.size() == all
        ? Text.format("all %d executors", names.size())
        : Text.format("%d executors, first %s", names.size(), names.get(0));
  }
}
