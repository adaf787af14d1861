using System.Text;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Formats.SparqlResults;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Tests.Formats.SparqlResults;

/// <summary>Answers of other endpoints are read as they come, in pieces of any size.</summary>
public class SolutionStreamTests
{
    private static readonly Ocw.Nde.Rdf.Formats.SparqlResults.SparqlResults Answer = new(
        ["a", "b"],
        [
            [new Iri("http://e/é"), new Literal("x \"y\" \n <&> 😀", "nl")],
            [null, new Literal("1", new Iri("http://www.w3.org/2001/XMLSchema#integer"))],
            [new BlankNode("n"), null],
            [null, null],
        ]);

    public static TheoryData<string, int> Pieces
    {
        get
        {
            var pieces = new TheoryData<string, int>();
            foreach (var name in new[] { "JSON", "XML", "CSV", "TSV" })
            {
                foreach (var piece in new[] { 1, 2, 7, 64, 100_000 })
                    pieces.Add(name, piece);
            }

            return pieces;
        }
    }

    [Theory]
    [MemberData(nameof(Pieces))]
    public async Task Every_solution_is_handed_over(string name, int piece)
    {
        var format = SparqlResultsFormat.All.Single(f => f.Name == name);
        using var written = new MemoryStream();
        Answer.WriteTo(format.CreateWriter(written));

        var lines = await Lines(format, written.ToArray(), piece);

        var expected = format.Read(written.ToArray());
        Assert.Equal(
            expected.Rows.Select(row => string.Join(' ', expected.Variables.Zip(row).Where(cell => cell.Second is not null).Select(cell => $"{cell.First}={cell.Second}"))),
            lines);
    }

    [Theory]
    [InlineData("""{"results":{"more":[{"x":1}],"bindings":[{"a":{"value":"1","type":"literal","other":{}}}]},"link":[],"head":{"link":["x"],"vars":["a"]}}""")]
    [InlineData("""{"head":{"vars":["a"]},"boolish":[true],"results":{"ordered":true,"bindings":[{"a":{"type":"typed-literal","value":"1","datatype":"http://www.w3.org/2001/XMLSchema#string"}}]}}""")]
    public async Task What_is_not_known_is_passed_over_and_the_head_may_come_late(string json) =>
        Assert.Equal(["a=\"1\""], await Lines(SparqlResultsFormat.Json, Encoding.UTF8.GetBytes("\uFEFF" + json), 3));

    [Theory]
    [InlineData("JSON", """{"results":{"bindings":[{"b":{"value":"1","type":"literal"}}]},"head":{"vars":["a"]}}""")]
    [InlineData("JSON", """{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"value":"1","type":"literal"}}""")]
    [InlineData("XML", "<sparql xmlns='http://www.w3.org/2005/sparql-results#'><head><variable name='a'/></head><results><result>")]
    public async Task A_document_that_is_cut_off_or_contradicts_itself_is_refused(string name, string document) =>
        await Assert.ThrowsAsync<RdfSyntaxException>(() => Lines(SparqlResultsFormat.All.Single(f => f.Name == name), Encoding.UTF8.GetBytes(document), 5));

    private static async Task<List<string>> Lines(SparqlResultsFormat format, byte[] document, int piece)
    {
        var sink = new LineSink();
        using var stream = new PieceStream(document, piece);
        await format.ReadAsync(stream, sink, CancellationToken.None);
        return sink.Lines;
    }

    private sealed class LineSink : ISolutionSink
    {
        private readonly List<string> solution = [];

        public List<string> Lines { get; } = [];

        public void Variables(IReadOnlyList<string> names)
        {
        }

        public void Bind(string variable, RdfTerm term) => solution.Add($"{variable}={term}");

        public void EndSolution()
        {
            Lines.Add(string.Join(' ', solution));
            solution.Clear();
        }

        public void Boolean(bool value) => Lines.Add(value ? "true" : "false");
    }

    /// <summary>A stream that gives at most so many bytes at a time.</summary>
    private sealed class PieceStream(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, piece));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, piece)]);

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Read(buffer, offset, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));
    }
}
