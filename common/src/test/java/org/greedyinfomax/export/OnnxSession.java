package org.greedyinfomax.export;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A model at work in ONNX Runtime, on one thread. */
final class OnnxSession implements AutoCloseable {

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  OnnxSession(byte[] model) throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(1);
    session = environment.createSession(model, options);
  }

  /** What came out under a name. */
  record Output(List<Integer> shape, List<Float> values) {

    double[] doubles() {
      return values.stream().mapToDouble(Float::doubleValue).toArray();
    }
  }

  /** Runs the model on its only input. */
  Output run(String output, float[] input, long... shape) throws OrtException {
    String name = session.getInputNames().iterator().next();
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(input), shape);
        OrtSession.Result result = session.run(Map.of(name, tensor))) {
      OnnxTensor found = (OnnxTensor) result.get(output).orElseThrow();
      float[] values = new float[found.getFloatBuffer().remaining()];
      found.getFloatBuffer().get(values);
      return new Output(
          Arrays.stream(found.getInfo().getShape()).mapToObj(Math::toIntExact).toList(),
          IntStream.range(0, values.length).mapToObj(i -> values[i]).toList());
    }
  }

  List<String> inputs() {
    return List.copyOf(session.getInputNames());
  }

  List<String> outputs() {
    return List.copyOf(session.getOutputNames());
  }

  Map<String, String> metadata() throws OrtException {
    return session.getMetadata().getCustomMetadata();
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
