package org.greedyinfomax.job.reproduce;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.probe.result.ProbeJson;
import org.greedyinfomax.probe.result.ProbeReport;
import org.greedyinfomax.probe.supervised.SupervisedResult;
import org.greedyinfomax.storage.WholeFile;

/**
 * What is known of an experiment so far; the content of {@code reproduction.json}.
 *
 * @param version of the format, {@link #VERSION}
 * @param study what is compared
 * @param data that was ingested, with its file system
 * @param results of the methods that have been trained and probed
 * @param fewLabels of supervised learning from a few labels of each class
 */
record Reproduction(
    int version,
    Comparison study,
    String data,
    List<Result> results,
    List<FewLabelsResult> fewLabels) {

  /** The format that this program reads and writes. */
  static final int VERSION = 4;

  private static final String NAME = "reproduction.json";
  private static final String REMEDY = "restore it, or delete it with the folder and begin again";
  private static final String TABLE = "reproduction.md";

  Reproduction {
    Check.argument(version == VERSION, "version must be %d, but is %d", VERSION, version);
    results = List.copyOf(results);
    fewLabels = List.copyOf(fewLabels);
  }

  /** What probes of a method's run have found. */
  record Result(Method method, ProbeReport probe) {}

  /**
   * The accuracy of a classifier that was learned from a few labels.
   *
   * @param perClass labels of each class
   * @param stateHash SHA-256 that names the states of its run
   * @param supervised the result
   */
  record FewLabelsResult(int perClass, String stateHash, SupervisedResult supervised) {}

  /**
   * Begins in a folder, or goes on with what was begun there.
   *
   * @throws IllegalArgumentException if something else is there
   */
  static Reproduction in(Configuration hadoop, Path folder, Comparison study, String data)
      throws IOException {
    Path typed = new Path(data);
    Path input = typed.getFileSystem(hadoop).makeQualified(typed);
    Reproduction empty = new Reproduction(VERSION, study, input.toString(), List.of(), List.of());
    FileSystem files = folder.getFileSystem(hadoop);
    Path file = new Path(folder, NAME);
    try {
      Reproduction begun =
          ProbeJson.read(
              file.toString(),
              WholeFile.readText(hadoop, file),
              Reproduction.class,
              VERSION,
              REMEDY);
      Check.argument(
          begun.study.equals(study) && begun.data.equals(empty.data),
          "%s holds %s, but asked for is %s: give the same again to go on, or choose another --out",
          folder,
          begun.described(),
          empty.described());
      return begun;
    } catch (FileNotFoundException e) {
      Check.argument(
          !files.exists(folder) || files.listStatus(folder).length == 0,
          "%s is not empty and was not begun by gim reproduce (it lacks %s): choose another --out",
          folder,
          NAME);
      empty.write(hadoop, folder);
      return empty;
    }
  }

  private String described() {
    return Text.format(
        "%s%s of %s with %s",
        study.experiment().word(), study.small() ? " (small)" : "", data, study.overrides());
  }

  /** The result of a method, if there is one. */
  Optional<ProbeReport> of(Method method) {
    return results.stream()
        .filter(result -> result.method() == method)
        .map(Result::probe)
        .findFirst();
  }

  /** The same with a method's result, which replaces an older one. */
  Reproduction with(Method method, ProbeReport probe) {
    List<Result> more = new ArrayList<>(results);
    more.removeIf(result -> result.method() == method);
    more.add(new Result(method, probe));
    return new Reproduction(version, study, data, more, fewLabels);
  }

  /** The result of supervised learning from so many labels of each class, if there is one. */
  Optional<FewLabelsResult> ofFew(int perClass) {
    return fewLabels.stream().filter(result -> result.perClass() == perClass).findFirst();
  }

  /** The same with a result of supervised learning, which replaces an older one. */
  Reproduction with(FewLabelsResult result) {
    List<FewLabelsResult> more = new ArrayList<>(fewLabels);
    more.removeIf(known -> known.perClass() == result.perClass());
    more.add(result);
    return new Reproduction(version, study, data, results, more);
  }

  /** Writes {@code reproduction.json}. */
  void write(Configuration hadoop, Path folder) throws IOException {
    WholeFile.write(hadoop, new Path(folder, NAME), ProbeJson.write(this));
  }

  /** Writes the table, {@code reproduction.md}, and returns where it is. */
  Path writeTable(Configuration hadoop, Path folder) throws IOException {
    Path file = new Path(folder, TABLE);
    WholeFile.write(
        hadoop, file, new ReproductionText(this).toString().getBytes(StandardCharsets.UTF_8));
    return file;
  }
}
