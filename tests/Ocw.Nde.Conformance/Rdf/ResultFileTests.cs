using System.Buffers;
using Ocw.Nde.Conformance.Manifests;
using Ocw.Nde.Rdf.Formats.SparqlResults;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Conformance.Rdf;

/// <summary>Every result file of the SPARQL suites is read, and reads back the same after it was written.</summary>
public class ResultFileTests
{
    public static TheoryData<TestIri> Files =>
        [.. SuiteArchive.RdfTests.Files.Where(f => f.StartsWith("sparql/sparql1", StringComparison.Ordinal) && !f.Contains("sparql12", StringComparison.Ordinal) && IsResult(f)).Select(f => new TestIri(f))];

    [SharedTheory(SuiteArchive.RdfTestsZip)]
    [MemberData(nameof(Files))]
    public void A_result_file_reads_and_reads_back(TestIri file)
    {
        Assert.True(SparqlResultsFormat.TryFromFileName(file.Value, out var format));
        var read = format.Read(SuiteArchive.RdfTests.Read(file.Value));

        var output = new ArrayBufferWriter<byte>();
        read.WriteTo(format.CreateWriter(output));
        var again = format.Read(output.WrittenMemory);

        Assert.Equal(read.Boolean, again.Boolean);
        Assert.Equal(read.Variables, again.Variables);
        Assert.Equal(read.Rows.Select(Show), again.Rows.Select(Show));
    }

    private static bool IsResult(string file) => Path.GetExtension(file) is ".srx" or ".srj" or ".csv" or ".tsv";

    private static string Show(IReadOnlyList<RdfTerm?> row) => string.Join(" | ", row.Select(t => t?.ToString() ?? "-"));
}
