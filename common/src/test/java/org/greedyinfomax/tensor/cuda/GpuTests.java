package org.greedyinfomax.tensor.cuda;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs tests of engines on the GPU of this machine, for {@code bin/gpu-check}. */
public final class GpuTests {

  private GpuTests() {}

  /**
   * Runs them, and ends with 1 if one fails.
   *
   * @param words full names of test classes
   */
  public static void main(String[] words) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(
                Arrays.stream(words)
                    .map(name -> selectClass(name))
                    .toArray(org.junit.platform.engine.DiscoverySelector[]::new))
            .build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    Launcher launcher = LauncherFactory.create();
    launcher.execute(request, listener);
    TestExecutionSummary summary = listener.getSummary();
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    summary.printFailuresTo(out, 6);
    out.printf(
        "%d tests passed on the GPU, %d failed, %d skipped, in %d s%n",
        summary.getTestsSucceededCount(),
        summary.getTestsFailedCount(),
        summary.getTestsAbortedCount() + summary.getTestsSkippedCount(),
        (summary.getTimeFinished() - summary.getTimeStarted()) / 1000);
    System.exit(summary.getTotalFailureCount() == 0 ? 0 : 1);
  }
}
