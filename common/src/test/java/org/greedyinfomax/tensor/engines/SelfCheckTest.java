package org.greedyinfomax.tensor.engines;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.greedyinfomax.device.DeviceException;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.EveryEngine;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.tensor.cpu.CpuEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is found out about a device before it trains. */
final class SelfCheckTest {

  @ParameterizedTest
  @EnumSource(EveryEngine.class)
  void letsEnginesThatComputeRightlyPass(EveryEngine engine) {
    assertThatCode(() -> SelfCheck.require(engine.in(Precision.SINGLE))).doesNotThrowAnyException();
  }

  @Test
  void findsAProductThatWasNeverComputed() {
    Engine engine = leavingOut("multiply");

    assertThatThrownBy(() -> SelfCheck.require(engine))
        .isInstanceOf(DeviceException.class)
        .hasMessageMatching(
            "CPU, .* computes wrongly: numbers of a product are off by up to .*: set device = cpu,"
                + " and check its driver and libraries");
  }

  @Test
  void findsRowsThatWereNeverGatheredAndSumsThatWereNeverTaken() {
    assertThatThrownBy(() -> SelfCheck.require(leavingOut("gather")))
        .hasMessageContaining("numbers of gathered rows are off");
    assertThatThrownBy(() -> SelfCheck.require(leavingOut("addColumnSums")))
        .hasMessageContaining("numbers of column sums are off");
  }

  /** Like a library that says nothing when it fails. */
  private static Engine leavingOut(String operation) {
    Engine engine = CpuEngine.onCpu(Precision.SINGLE, 1);
    return (Engine)
        Proxy.newProxyInstance(
            SelfCheckTest.class.getClassLoader(),
            new Class<?>[] {Engine.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals(operation)) {
                return null;
              }
              try {
                return method.invoke(engine, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
