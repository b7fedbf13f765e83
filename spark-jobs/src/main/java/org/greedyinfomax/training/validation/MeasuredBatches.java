package org.greedyinfomax.training.validation;

import java.io.Serializable;
import java.util.List;
import org.greedyinfomax.model.TrainableModule;

/**
 * The losses that a task has measured on held-out mini-batches.
 *
 * @param batches in their order; for each what every module found, lowest first
 * @param reason why nothing could be measured; empty if it could. It is brought back and not
 *     thrown, for Spark would try again what must fail again
 */
record MeasuredBatches(List<List<TrainableModule.Step>> batches, String reason)
    implements Serializable {}
