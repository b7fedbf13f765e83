package org.greedyinfomax.tensor.engines;

import java.util.Comparator;
import java.util.List;
import org.greedyinfomax.device.Device;
import org.greedyinfomax.device.DeviceChoice;
import org.greedyinfomax.tensor.EngineProvider;

/** Which of several providers opens the engine of a process. */
final class EngineChoice {

  private final List<EngineProvider> forGpus;
  private final EngineProvider forCpu;

  /**
   * Prepares the choice.
   *
   * @param providers of which at least one is for CPUs and one for GPUs
   */
  EngineChoice(List<EngineProvider> providers) {
    List<EngineProvider> sorted =
        providers.stream()
            .sorted(Comparator.comparingInt(EngineProvider::priority).reversed())
            .toList();
    forGpus = sorted.stream().filter(EngineProvider::isForGpus).toList();
    forCpu =
        sorted.stream()
            .filter(provider -> !provider.isForGpus() && provider.isPresent())
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("there is no engine for CPUs"));
  }

  /**
   * What was chosen.
   *
   * @param provider that opens engines
   * @param device that they compute on
   */
  record Chosen(EngineProvider provider, Device device) {}

  /**
   * Takes the first GPU that can be used, or else the CPU with the reason of the last that cannot.
   *
   * @throws org.greedyinfomax.device.DeviceException if the choice cannot be met
   */
  Chosen choose(DeviceChoice choice) {
    if (choice == DeviceChoice.CPU) {
      return new Chosen(forCpu, forCpu.device(choice));
    }
    List<EngineProvider> hopeful = hopeful();
    Device device = Device.cpu("");
    for (int i = 0; i < hopeful.size(); i++) {
      EngineProvider provider = hopeful.get(i);
      device = provider.device(i < hopeful.size() - 1 ? DeviceChoice.AUTO : choice);
      if (device.isGpu()) {
        return new Chosen(provider, device);
      }
    }
    forCpu.device(DeviceChoice.CPU);
    return new Chosen(forCpu, device);
  }

  /** Returns the providers for GPUs that are present, or the first of all, which says why not. */
  private List<EngineProvider> hopeful() {
    List<EngineProvider> present = forGpus.stream().filter(EngineProvider::isPresent).toList();
    return present.isEmpty() ? forGpus.subList(0, Math.min(1, forGpus.size())) : present;
  }

  /** Returns whether a GPU may be hoped for. */
  boolean mayHaveGpu() {
    return forGpus.stream().anyMatch(EngineProvider::isPresent);
  }
}
