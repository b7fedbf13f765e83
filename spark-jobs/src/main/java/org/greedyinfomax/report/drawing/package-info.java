/** How reports draw: SVG, colours, axes, lines, and PNG files of pictures. */
package org.greedyinfomax.report.drawing;
