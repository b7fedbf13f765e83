package org.greedyinfomax.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import onnx.Onnx.AttributeProto;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.spec.ConvolutionSpec;
import org.greedyinfomax.model.spec.GridConvolutionSpec;
import org.greedyinfomax.model.spec.GruSpec;
import org.greedyinfomax.model.spec.LayerSpec;
import org.greedyinfomax.model.spec.PixelCnnSpec;
import org.greedyinfomax.model.spec.ResidualSpec;
import org.greedyinfomax.model.spec.StackSpec;

/**
 * The layers of a module as operators of ONNX, with the weights of the module. Tensors have their
 * channels second: {@code [batch, channel, time]}, {@code [patch, channel, row, column]}.
 */
final class OnnxLayers {

  private final OnnxGraph graph;
  private final Map<String, ReferenceTensor> tensors = new HashMap<>();
  private final float[] values;

  /** The layers of module {@code m}; ONNX lays out weights as PyTorch does. */
  OnnxLayers(OnnxGraph graph, StackSpec stack, int m, ModuleState state) {
    this.graph = graph;
    values = state.values();
    for (ReferenceTensor tensor : ReferenceLayout.of(stack, m)) {
      tensors.putIfAbsent(tensor.parameter(), tensor);
    }
  }

  /**
   * Adds a layer to the graph.
   *
   * @param name of the layer's parameters in the module
   * @return what it makes of {@code x}
   */
  String add(LayerSpec layer, String name, String x) {
    return layer.accept(
        new LayerSpec.Visitor<>() {
          @Override
          public String convolution1d(ConvolutionSpec spec) {
            return relu(convolution(name, x, 1, spec.kernel(), spec.stride(), spec.padding()));
          }

          @Override
          public String convolution2d(GridConvolutionSpec spec) {
            return convolution(name, x, 2, spec.kernel(), spec.stride(), spec.padding());
          }

          @Override
          public String residual(ResidualSpec spec) {
            return OnnxLayers.this.residual(spec, name, x);
          }

          @Override
          public String gru(GruSpec spec) {
            return OnnxLayers.this.gru(spec, name, x);
          }

          @Override
          public String pixelCnn(PixelCnnSpec spec) {
            throw new AssertionError("what is handed on does not pass through " + spec);
          }
        });
  }

  private String relu(String x) {
    return graph.add("Relu", List.of(x));
  }

  private String convolution(String name, String x, int axes, int kernel, int stride, int padding) {
    return graph.add(
        "Conv",
        List.of(x, parameter(name + ".weight"), parameter(name + ".bias")),
        same("kernel_shape", kernel, axes),
        same("strides", stride, axes),
        same("pads", padding, 2 * axes));
  }

  private static AttributeProto same(String name, long value, int times) {
    long[] values = new long[times];
    Arrays.fill(values, value);
    return OnnxGraph.integers(name, values);
  }

  private String residual(ResidualSpec block, String name, String x) {
    String rectified = relu(x);
    String y = rectified;
    int number = 0;
    for (GridConvolutionSpec convolution : block.convolutions()) {
      String input = number == 0 ? y : relu(y);
      y = add(convolution, name + ".convolution" + number++, input);
    }
    String shortcut = name + ".shortcut";
    return graph.add(
        "Add",
        List.of(
            y,
            tensors.containsKey(shortcut + ".weight")
                ? convolution(shortcut, rectified, 2, 1, block.stride(), 0)
                : x));
  }

  /** ONNX has time first, and the gates in the order update, reset, new. */
  private String gru(GruSpec spec, String name, String x) {
    int hidden = spec.hidden();
    String steps = graph.transpose(x, 2, 0, 1);
    float[] biases = new float[6 * hidden];
    System.arraycopy(gates(name + ".inputBias"), 0, biases, 0, 3 * hidden);
    System.arraycopy(gates(name + ".stateBias"), 0, biases, 3 * hidden, 3 * hidden);
    String states =
        graph.add(
            "GRU",
            List.of(
                steps,
                gateWeights(name + ".inputWeight"),
                gateWeights(name + ".stateWeight"),
                graph.constant(
                    tensors.get(name + ".inputBias").name(), List.of(1, 6 * hidden), biases)),
            OnnxGraph.integer("hidden_size", hidden),
            // as in PyTorch, the reset gate acts on what the state's side has become
            OnnxGraph.integer("linear_before_reset", 1));
    String directionless =
        graph.add("Squeeze", List.of(states, graph.whole("axes", List.of(1), 1)));
    return graph.transpose(directionless, 1, 2, 0);
  }

  private String gateWeights(String parameter) {
    ReferenceTensor tensor = tensors.get(parameter);
    List<Integer> shape = new ArrayList<>(tensor.shape());
    shape.add(0, 1); // one direction
    return graph.constant(tensor.name(), shape, gates(parameter));
  }

  /** Numbers of a parameter of the gates reset, update, new, with the first two exchanged. */
  private float[] gates(String parameter) {
    float[] numbers = tensors.get(parameter).from(values);
    int gate = numbers.length / 3;
    float[] reset = Arrays.copyOf(numbers, gate);
    System.arraycopy(numbers, gate, numbers, 0, gate);
    System.arraycopy(reset, 0, numbers, gate, gate);
    return numbers;
  }

  private String parameter(String name) {
    ReferenceTensor tensor = tensors.get(name);
    return graph.constant(tensor.name(), tensor.shape(), tensor.from(values));
  }
}
