/**
 * Records that describe a stack of modules: its layers, contexts and losses, their parameters, and
 * the shapes of samples on their way through them. Each description builds what it describes.
 */
package org.greedyinfomax.model.spec;
