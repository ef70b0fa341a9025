package io.lanewise.samples.kotlin

import java.io.ByteArrayOutputStream
import java.io.File
import java.io.ObjectOutputStream
import java.io.PrintStream
import java.nio.file.Files
import java.nio.file.Path
import java.util.Base64
import kotlin.io.path.createDirectories
import kotlin.io.path.writeText
import org.jetbrains.kotlin.cli.common.ExitCode
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

class WrongModelTests {
    @TempDir
    lateinit var folder: Path

    @Test
    fun aMisspeltEdgeIsReportedAtItsKotlinLine() {
        val source = """
            package wrong

            import io.lanewise.annotations.*
            import io.lanewise.annotations.layers.Dense

            @Model
            interface Wrong {
                @Input(shape = [4])
                fun image(): Tensor

                @Dense(units = 3)
                fun hidden(image: Tensor): Tensor

                @Dense(units = 2)
                @Loss(LossFunction.MEAN_SQUARED)
                fun answer(hiden: Tensor): Tensor
            }
        """.trimIndent()
        val line = 1 + source.lines().indexOfFirst { "hiden" in it }

        val (exit, messages) = kapt(source)

        assertEquals(ExitCode.COMPILATION_ERROR, exit, messages)
        val error = messages.lines().single { "[LW2" in it }
        assertTrue("Wrong.kt:$line:" in error, messages)
        assertTrue("hiden" in error && "hidden" in error, messages)
    }

    @Test
    fun aRightModelIsCompiled() {
        val (exit, messages) = kapt(
            """
            package right

            import io.lanewise.annotations.*
            import io.lanewise.annotations.layers.Dense

            @Model
            interface Right {
                @Input(shape = [4])
                fun image(): Tensor

                @Dense(units = 2)
                @Loss(LossFunction.MEAN_SQUARED)
                fun answer(image: Tensor): Tensor
            }
            """.trimIndent(),
        )
        assertEquals(ExitCode.OK, exit, messages)
        assertFalse("[LW" in messages, messages)
        assertTrue(Files.exists(folder.resolve("sources/right/RightModel.java")), messages)
    }

    /** Runs kapt on one file as the Maven plugin does, with the class path of this test. */
    private fun kapt(source: String): Pair<ExitCode, String> {
        val file = folder.resolve("Wrong.kt").apply { writeText(source) }
        val path = System.getProperty("java.class.path")
        val plugin = path.split(File.pathSeparator).single { "kotlin-annotation-processing-embeddable" in it }
        val options = mapOf(
            "aptMode" to "stubsAndApt",
            "sources" to folder.resolve("sources").createDirectories(),
            "classes" to folder.resolve("classes").createDirectories(),
            "stubs" to folder.resolve("stubs").createDirectories(),
            "incrementalData" to folder.resolve("data").createDirectories(),
            "mapDiagnosticLocations" to true,
            "apoptions" to encoded("kapt.kotlin.generated" to folder.resolve("kotlin").createDirectories()),
        )
        val arguments = listOf("-cp", path, "-no-stdlib", "-d", "${folder.resolve("classes")}", "-Xplugin=$plugin") +
            path.split(File.pathSeparator).map { "apclasspath" to it }.plus(options.toList())
                .flatMap { (name, value) -> listOf("-P", "plugin:org.jetbrains.kotlin.kapt3:$name=$value") } +
            file.toString()
        val messages = ByteArrayOutputStream()
        val exit = PrintStream(messages).use { K2JVMCompiler().exec(it, *arguments.toTypedArray()) }
        return exit to messages.toString()
    }

    /** An option of the annotation processor in the form in which kapt takes it. */
    private fun encoded(option: Pair<String, Any>): String {
        val bytes = ByteArrayOutputStream()
        ObjectOutputStream(bytes).use {
            it.writeInt(1)
            it.writeUTF(option.first)
            it.writeUTF(option.second.toString())
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray())
    }
}
