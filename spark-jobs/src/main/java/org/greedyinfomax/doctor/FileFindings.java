package org.greedyinfomax.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.greedyinfomax.doctor.Finding.Verdict;

/** Judges what the driver and the executors have found of a directory. */
final class FileFindings {

  private FileFindings() {}

  /**
   * A file system, as the driver and the executors find it.
   *
   * @param subject what the directory is for
   * @param problems of executors by their names; empty ones of those that have none
   */
  static List<Finding> of(
      String subject, String directory, String problemOfDriver, Map<String, String> problems) {
    if (!problemOfDriver.isEmpty()) {
      return List.of(new Finding(Verdict.FAILURE, subject, problemOfDriver, Findings.DRIVER));
    }
    Map<String, List<String>> groups = new LinkedHashMap<>();
    problems.forEach(
        (executor, problem) ->
            groups.computeIfAbsent(problem, key -> new ArrayList<>()).add(executor));
    List<Finding> found = new ArrayList<>();
    groups.forEach(
        (problem, names) ->
            found.add(
                problem.isEmpty()
                    ? new Finding(
                        Verdict.OK,
                        subject,
                        "reads, writes and deletes in " + directory,
                        (groups.size() == 1 ? Findings.DRIVER + ", " : "")
                            + Findings.where(names, problems.size()))
                    : new Finding(
                        Verdict.FAILURE,
                        subject,
                        problem
                            + ": take a file system that all machines share and may write, such as"
                            + " HDFS, an object store or a mounted folder",
                        Findings.where(names, problems.size()))));
    return found;
  }
}
