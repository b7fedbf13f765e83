// Who speaks? A pipeline that learns to encode recordings without labels, and then, from few
// labels, to tell speakers. For the Spark shell:
//
//   spark-shell --jars spark-jobs-0.1.0-SNAPSHOT-submit.jar \
//     --conf spark.gim.files=recordings --conf spark.gim.work=work -i notebooks/spark-ml.scala
//
// spark.gim.files   a folder for each speaker, with WAV or FLAC files in it
// spark.gim.work    folder for corpora, runs, the pipeline and what it predicts
// spark.gim.recipe  a preset, a path, or HOCON text (speech-small, if it is not set)
// spark.gim.glob    which files to read, such as *_5.wav (*.wav, if it is not set)
//
// The first time it fits and saves the pipeline; the next time, in another shell, it loads it.

import java.io.File
import org.apache.spark.ml.{Pipeline, PipelineModel}
import org.apache.spark.ml.classification.LogisticRegression
import org.apache.spark.ml.feature.{StandardScaler, StringIndexer}
import org.greedyinfomax.ml.{GreedyInfoMax, GreedyInfoMaxModel}

val work = spark.conf.get("spark.gim.work")

val recordings = spark.read.format("binaryFile").
  option("recursiveFileLookup", "true").
  option("pathGlobFilter", spark.conf.get("spark.gim.glob", "*.wav")).
  load(spark.conf.get("spark.gim.files")).
  withColumn("speaker", element_at(split($"path", "/"), -2))

val greedyInfoMax = new GreedyInfoMax().
  setRecipe(spark.conf.get("spark.gim.recipe", "speech-small")).
  setRunDirectory(s"$work/fits").
  setInputCol("content").
  setOutputCol("features")

val pipeline = new Pipeline().setStages(Array(
  new StringIndexer().setInputCol("speaker").setOutputCol("label"),
  greedyInfoMax,
  new StandardScaler().setInputCol("features").setOutputCol("scaled"),
  new LogisticRegression().setFeaturesCol("scaled")))

val isSaved = new File(s"$work/pipeline").exists
val model = if (isSaved) PipelineModel.load(s"$work/pipeline") else pipeline.fit(recordings)
if (!isSaved) model.save(s"$work/pipeline")

val encoder = model.stages(1).asInstanceOf[GreedyInfoMaxModel]
encoder.summary.rounds.groupBy("module").agg(max_by($"loss", $"round").as("last loss")).show()

val predictions = model.transform(recordings).select("path", "speaker", "prediction", "probability")
predictions.write.mode("overwrite").parquet(s"$work/predictions/${if (isSaved) "loaded" else "fitted"}")

encoder.register(spark, "gim_encode")
recordings.createOrReplaceTempView("recordings")
spark.sql("select path, gim_encode(content) as vector from recordings limit 3").show()
