package org.greedyinfomax.probe.result;

import java.util.List;
import org.greedyinfomax.config.ProbeSettings;
import org.greedyinfomax.probe.labels.LabelCurve;
import org.greedyinfomax.probe.labels.LabelCurveText;
import org.greedyinfomax.probe.nuisance.NuisanceResult;
import org.greedyinfomax.probe.nuisance.NuisanceText;
import org.greedyinfomax.probe.supervised.SupervisedResult;

/**
 * The results of the probes of a run.
 *
 * @param version of the JSON, {@link #VERSION}
 * @param run its directory
 * @param rounds that the probed modules have been trained for
 * @param stateHash SHA-256 that names their states
 * @param corpus that the probes were fitted to and judged on
 * @param settings of the probes
 * @param results for every label in turn, one for the raw input, if it was asked for, and one for
 *     each module, lowest first
 * @param frames of single frames, in the same order; empty if these were not asked for
 * @param nuisances how well nuisances can be predicted from representations, module by module in
 *     the same order; empty if that was not asked for
 * @param labelCurves by few labels, in the same order; empty if these were not asked for
 * @param supervised what the classifiers of supervised runs tell; empty if there are none
 * @param notes what was left out, and what is to be said of classifiers that did not converge or
 *     whose penalty could not be chosen, a sentence each
 */
public record ProbeReport(
    int version,
    String run,
    int rounds,
    String stateHash,
    String corpus,
    ProbeSettings settings,
    List<ProbeResult> results,
    List<FrameResult> frames,
    List<NuisanceResult> nuisances,
    List<LabelCurve> labelCurves,
    List<SupervisedResult> supervised,
    List<String> notes) {

  /** The format that this program reads and writes. */
  public static final int VERSION = 5;

  public ProbeReport {
    results = List.copyOf(results);
    frames = List.copyOf(frames);
    nuisances = List.copyOf(nuisances);
    labelCurves = List.copyOf(labelCurves);
    supervised = List.copyOf(supervised);
    notes = List.copyOf(notes);
  }

  /**
   * Reads what {@link #toJson} made.
   *
   * @param name what errors call the text
   * @throws IllegalArgumentException if the text is another
   */
  public static ProbeReport fromJson(String name, String text) {
    return ProbeJson.read(
        name, text, ProbeReport.class, VERSION, "make it anew with gim probe --output");
  }

  /** The report as JSON, its keys named as the components; null is what was not measured. */
  public byte[] toJson() {
    return ProbeJson.write(this);
  }

  /** A table of accuracies for every label, in percent of what was tested, and the notes. */
  public String toText() {
    ProbeText text = new ProbeText(settings.neighbours());
    return text.of(results)
        + LabelCurveText.of(labelCurves)
        + ProbeText.ofSupervised(supervised)
        + ProbeText.ofFrames(frames)
        + NuisanceText.of(nuisances)
        + ProbeText.ofNotes(notes);
  }
}
