package org.greedyinfomax.job.study;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Check;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.probe.result.ProbeJson;
import org.greedyinfomax.storage.JsonFile;
import org.greedyinfomax.storage.JsonLines;
import org.greedyinfomax.storage.Lease;
import org.greedyinfomax.storage.WholeFile;

/**
 * The folder of a study: {@code study.json}, {@code trials.jsonl}, the tables {@code study.md} and
 * {@code study.csv}, and for each trial a folder with a run and a probe.
 */
public final class StudyDirectory {

  static final String STUDY = "study.json";
  static final String TRIALS = "trials.jsonl";

  /** The table as text. */
  public static final String TABLE = "study.md";

  static final String CSV = "study.csv";

  static final JsonLines<TrialResult> LINES =
      ProbeJson.lines(
          TrialResult.class,
          "delete the file to have all trials probed again, which keeps what was trained");

  private final Configuration hadoop;
  private final Path folder;
  private final StudyFile study;
  private final List<TrialResult> results = new ArrayList<>();

  private StudyDirectory(Configuration hadoop, Path folder, StudyFile study) throws IOException {
    this.hadoop = hadoop;
    this.folder = folder;
    this.study = study;
    results.addAll(LINES.read(hadoop, new Path(folder, TRIALS)));
  }

  /**
   * Looks at a folder, which need not exist, and changes nothing.
   *
   * @throws IllegalArgumentException if something else than such a study is there, or a file is
   *     damaged
   */
  public static StudyDirectory look(
      Configuration hadoop, String path, StudyDesign design, Corpus corpus) throws IOException {
    Path folder = new Path(path);
    StudyFile asked =
        new StudyFile(
            StudyFile.VERSION,
            corpus.path(),
            WholeFile.sha256(WholeFile.read(hadoop, new Path(corpus.path(), "corpus.json"))),
            design.base().toHocon());
    Optional<StudyFile> begun = begun(hadoop, new Path(folder, STUDY));
    if (begun.isPresent()) {
      begun.get().requireSame(path, asked);
      return new StudyDirectory(hadoop, folder, begun.get());
    }
    requireEmpty(folder.getFileSystem(hadoop), folder);
    return new StudyDirectory(hadoop, folder, asked);
  }

  /**
   * The results in the folder of a study.
   *
   * @throws IllegalArgumentException if no study was begun there, or a file is damaged
   */
  public static List<TrialResult> results(Configuration hadoop, String path) throws IOException {
    Path folder = new Path(path);
    Optional<StudyFile> begun = begun(hadoop, new Path(folder, STUDY));
    Check.argument(begun.isPresent(), "there is no study in %s (it lacks %s)", path, STUDY);
    return List.copyOf(new StudyDirectory(hadoop, folder, begun.get()).results);
  }

  private static Optional<StudyFile> begun(Configuration hadoop, Path file) throws IOException {
    return WholeFile.exists(hadoop, file)
        ? Optional.of(
            JsonFile.read(
                hadoop,
                file,
                StudyFile.class,
                StudyFile.VERSION,
                "restore it, or begin again in another folder"))
        : Optional.empty();
  }

  private static void requireEmpty(FileSystem files, Path folder) throws IOException {
    try {
      boolean isEmpty =
          Arrays.stream(files.listStatus(folder))
              .map(FileStatus::getPath)
              .map(Path::getName)
              .allMatch(name -> Lease.isOfLease(name) || WholeFile.ofTemporary(name).isPresent());
      Check.argument(
          isEmpty,
          "%s is not empty and was not begun by gim study (it lacks %s): choose another --output",
          folder,
          STUDY);
    } catch (FileNotFoundException e) {
      return; // it is made when there is something to put in it
    }
  }

  /** Begins the study, unless it was begun before. */
  public void begin() throws IOException {
    Path file = new Path(folder, STUDY);
    if (!WholeFile.exists(hadoop, file)) {
      JsonFile.write(hadoop, file, study);
    }
  }

  /** The result of a trial, if it is done. */
  public Optional<TrialResult> result(Trial trial) {
    return results.stream().filter(result -> result.trial().equals(trial.name())).findFirst();
  }

  /** The run of a trial. */
  public Path run(Trial trial) {
    return new Path(new Path(folder, trial.name()), "run");
  }

  /** The results of a trial's probe, as {@code gim probe --output} writes them. */
  public Path probe(Trial trial) {
    return new Path(new Path(folder, trial.name()), "probe.json");
  }

  /** Adds the result of a trial, in place of an older one. */
  public void add(TrialResult result) throws IOException {
    results.removeIf(known -> known.trial().equals(result.trial()));
    results.add(result);
    LINES.write(hadoop, new Path(folder, TRIALS), results);
  }

  /**
   * Writes the tables of the trials that are done.
   *
   * @param failures sentences, by the trials that could not be done
   * @return the table as text
   */
  public String writeTables(StudyDesign design, Map<Trial, String> failures) throws IOException {
    List<PointResults> points = PointResults.of(design, results);
    String table = new StudyTable(study.corpus(), design, points, failures).render();
    WholeFile.write(hadoop, new Path(folder, TABLE), table.getBytes(UTF_8));
    WholeFile.write(
        hadoop, new Path(folder, CSV), StudyCsv.of(design.keys(), points).getBytes(UTF_8));
    return table;
  }
}
