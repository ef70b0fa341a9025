package io.lanewise.samples.kotlin

import io.lanewise.runtime.data.Dataset
import java.util.zip.GZIPInputStream
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class DigitReaderTests {
    @Test
    fun aModelDeclaredInKotlinLearnsToRead() {
        val split = digits().stratifiedSplit(0.2, 1)
        val reader = DigitReader(DigitsModel.create(1))
        val history = reader.learn(split.train, 1)
        assertEquals(40, history.epochs.size)

        val images = split.test.floats("image")
        val shown = split.test.ints("digit")
        val right = shown.indices.count { reader.read(images.copyOfRange(it * 64, it * 64 + 64)) == shown[it] }
        val accuracy = right.toDouble() / shown.size
        assertTrue(accuracy >= 0.96, "accuracy $accuracy")
    }

    private fun digits(): Dataset {
        val file = checkNotNull(javaClass.getResourceAsStream("/io/lanewise/samples/digits/digits.csv.gz"))
        val rows = GZIPInputStream(file).bufferedReader().useLines { lines ->
            lines.map { line -> line.split(',').map(String::toInt) }.toList()
        }
        val images = rows.flatMap { it.take(64) }.map { it / 16f }.toFloatArray()
        return DigitsModel.data(images, rows.map { it.last() }.toIntArray())
    }
}
