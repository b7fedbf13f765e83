package org.greedyinfomax.export;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.AttributeProto.AttributeType;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TensorShapeProto.Dimension;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.nd4j.shade.protobuf.ByteString;

/**
 * A computation in the making: operators of ONNX, one after another, each of which puts out one
 * tensor that has a name.
 */
final class OnnxGraph {

  /** Of the operators that are used; every ONNX Runtime since 1.8 has them. */
  static final int OPERATOR_SET = 13;

  private static final int IR_VERSION = 7;

  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private final Map<String, Integer> counts = new TreeMap<>();

  OnnxGraph(String name) {
    graph.setName(name);
  }

  /** Returns an axis of any length. */
  static Dimension free(String name) {
    return Dimension.newBuilder().setDimParam(name).build();
  }

  /** Returns an axis of a length that the model needs, or has. */
  static Dimension fixed(int length) {
    return Dimension.newBuilder().setDimValue(length).build();
  }

  /** Names what the user brings. */
  String input(String name, String description, Dimension... axes) {
    graph.addInput(value(name, description, axes));
    return name;
  }

  /** Has a tensor put out under a name. */
  void output(String tensor, String name, String description, Dimension... axes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType("Identity")
            .setName(name)
            .addInput(tensor)
            .addOutput(name));
    graph.addOutput(value(name, description, axes));
  }

  private static ValueInfoProto value(String name, String description, Dimension... axes) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder().addAllDim(List.of(axes));
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setDocString(description)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(TensorProto.DataType.FLOAT.getNumber())
                        .setShape(shape)))
        .build();
  }

  /** Adds numbers that belong to the model. */
  String constant(String name, List<Integer> shape, float[] numbers) {
    ByteBuffer bytes =
        ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(numbers);
    return constant(name, shape, TensorProto.DataType.FLOAT, bytes);
  }

  /** Adds whole numbers, such as a shape, places or axes. */
  String whole(String name, List<Integer> shape, long... numbers) {
    String unique = unique(name);
    ByteBuffer bytes =
        ByteBuffer.allocate(numbers.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(numbers);
    return constant(unique, shape, TensorProto.DataType.INT64, bytes);
  }

  private String constant(
      String name, List<Integer> shape, TensorProto.DataType type, ByteBuffer bytes) {
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(type.getNumber())
            .addAllDims(shape.stream().map(Integer::longValue).toList())
            .setRawData(ByteString.copyFrom(bytes)));
    return name;
  }

  /** Adds an operator; an input without a name is left out. Returns what it puts out. */
  String add(String operator, List<String> inputs, AttributeProto... attributes) {
    String name = unique(operator);
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(operator)
            .setName(name)
            .addAllInput(inputs)
            .addOutput(name)
            .addAllAttribute(List.of(attributes)));
    return name;
  }

  /** Returns the same numbers in another shape: 0 keeps an axis, and -1 takes what is left. */
  String reshape(String x, long... shape) {
    return add("Reshape", List.of(x, whole("shape", List.of(shape.length), shape)));
  }

  /** Means over axes, which are gone. */
  String mean(String x, long... axes) {
    return add("ReduceMean", List.of(x), integers("axes", axes), integer("keepdims", 0));
  }

  /** Returns the same numbers with the axes in another order. */
  String transpose(String x, long... axes) {
    return add("Transpose", List.of(x), integers("perm", axes));
  }

  private String unique(String kind) {
    return kind + "_" + (counts.merge(kind, 1, Integer::sum) - 1);
  }

  static AttributeProto integer(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
  }

  static AttributeProto integers(String name, long... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
    for (long value : values) {
      attribute.addInts(value);
    }
    return attribute.build();
  }

  /** Returns the model as bytes; the same graph gives the same bytes. */
  byte[] toBytes(Map<String, String> metadata) {
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("greedy-infomax")
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATOR_SET))
            .setGraph(graph);
    new TreeMap<>(metadata)
        .forEach(
            (key, value) ->
                model.addMetadataProps(
                    StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return model.build().toByteArray();
  }
}
