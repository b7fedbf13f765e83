package org.greedyinfomax.modality;

import java.util.ArrayList;
import java.util.List;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.InputSettings;
import org.greedyinfomax.model.spec.StackSpec;

/** An encoder of recordings. */
record RecordingCard(InputSettings.Audio settings, StackSpec stack, Normalization normalization)
    implements ModalityCard {

  @Override
  public String input() {
    return Text.format(
        "`signal`, `[batch, time]`: mono at %d Hz; full scale is 1, so 16-bit samples are divided by"
            + " 32768. %s",
        settings.sampleRate(), normalized());
  }

  private String normalized() {
    return settings.isNormalizedByRecording()
        ? Text.format(
            "ONNX models subtract the signal's own mean and divide by its own standard deviation (at"
                + " least %s) themselves, as training did with whole recordings: give them whole"
                + " ones. Who builds a network of the weights must do so.",
            InputSettings.Audio.LEAST_DEVIATION)
        : normalization.text();
  }

  @Override
  public List<String> limits() {
    List<String> limits = new ArrayList<>();
    int fewest = stack.fewestFrames();
    if (fewest > 1) {
      limits.add(
          Text.format(
              "- A signal has at least %d samples, or there is not one frame. `gim encode`"
                  + " continues shorter ones by silence.",
              fewest));
    }
    limits.add(
        "- Signals of a batch have the same length: silence at an end is encoded like any other.");
    return limits;
  }

  @Override
  public String tensor() {
    return "signal";
  }

  @Override
  public String otherFreeAxes() {
    return ", and so is the time";
  }

  @Override
  public String averagedOver() {
    return "time";
  }

  @Override
  public String vectors() {
    return "[batch, frame, channel]";
  }

  @Override
  public String intervalHeading() {
    return "a vector every";
  }

  @Override
  public String interval(int module) {
    int hop = stack.hop(module);
    return Text.format("%d samples (%.2f ms)", hop, 1000.0 * hop / settings.sampleRate());
  }

  @Override
  public String crops(long samples) {
    return Text.format(
        "crops of %.2f s%s, %.2f hours in all",
        seconds(1),
        settings.cropSamples().size() > 1 ? " on average" : "",
        seconds(samples) / 3600);
  }

  private double seconds(long crops) {
    return (double) crops * settings.meanCropSamples() / settings.sampleRate();
  }
}
