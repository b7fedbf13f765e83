package org.greedyinfomax.job.exchange;

import java.util.ArrayList;
import java.util.List;

/** Names of the files of an export. */
final class ExportFiles {

  /** The model card, which is written after the files that it tells of. */
  static final String CARD = "README.md";

  /** The recipe of the run. */
  static final String RECIPE = "config.conf";

  /** The weights under the names of the authors' code. */
  static final String WEIGHTS = "weights.safetensors";

  private static final String MODEL = ".onnx";

  private ExportFiles() {}

  /** The ONNX model of a module. */
  static String model(String module) {
    return module + MODEL;
  }

  /** Whether a file is an ONNX model. */
  static boolean isModel(String name) {
    return name.endsWith(MODEL);
  }

  /**
   * All files but the card.
   *
   * @param modules of which there are models
   */
  static List<String> all(boolean hasWeights, List<String> modules) {
    List<String> names = new ArrayList<>(List.of(RECIPE));
    if (hasWeights) {
      names.add(WEIGHTS);
    }
    modules.forEach(module -> names.add(model(module)));
    return names;
  }
}
