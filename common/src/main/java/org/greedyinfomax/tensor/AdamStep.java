package org.greedyinfomax.tensor;

/**
 * The coefficients of one update by Adam, see {@link Engine#adam}.
 *
 * @param stepSize learning rate, divided by the first moment's bias correction {@code 1 − β₁ᵗ}
 * @param beta1 decay of the first moment
 * @param beta2 decay of the second moment
 * @param secondCorrection {@code √(1 − β₂ᵗ)}
 * @param epsilon added to the corrected root of the second moment
 */
public record AdamStep(
    double stepSize, double beta1, double beta2, double secondCorrection, double epsilon) {}
