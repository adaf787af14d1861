using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Tests.Support;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl;

namespace Ocw.Nde.Node.Tests.Commands;

public sealed class ValidateCommandTests : IDisposable
{
    private const string Shapes = """
        @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix s: <https://schema.org/> .
        <https://a.example/Shape> a sh:NodeShape ; sh:targetClass s:Book ;
            sh:property [ sh:path s:name ; sh:minCount 1 ; sh:message "Vul de titel in"@nl , "Enter the title"@en ] ,
                [ sh:path s:author ; sh:minCount 1 ; sh:severity sh:Warning ] ,
                [ sh:path s:isbn ; sh:minCount 1 ; sh:severity sh:Info ] .
        """;

    private const string Untitled = "<https://a.example/1> a <https://schema.org/Book> .\n";
    private const string Titled = "<https://a.example/2> a <https://schema.org/Book> ; <https://schema.org/name> \"Max Havelaar\" .\n";

    private readonly TestFolder _folder = new();
    private readonly TestTerminal _terminal = new();
    private readonly string _shapes;

    public ValidateCommandTests() => _shapes = _folder.Write("shapes.ttl", Shapes);

    public void Dispose()
    {
        _terminal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_violation_ends_with_1_and_the_text_names_record_field_and_what_to_do()
    {
        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("validate", _folder.Write("a.ttl", Untitled), "--shapes", _shapes, "--lang", "nl"));

        Assert.Contains("1 fout, 1 waarschuwing, 1 aanwijzing", _terminal.Out, StringComparison.Ordinal);
        Assert.Contains("name: Vul de titel in", _terminal.Out, StringComparison.Ordinal);
        Assert.Contains("https://a.example/1", _terminal.Out, StringComparison.Ordinal);
        Assert.Empty(_terminal.Error);
    }

    [Fact]
    public async Task Warnings_alone_end_with_0()
    {
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("validate", _folder.Write("a.ttl", Titled), "--shapes", _shapes, "--lang", "en"));

        Assert.Contains("1 warning", _terminal.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ttl")]
    [InlineData("jsonld")]
    public async Task RDF_output_is_one_validation_report_that_can_be_read_back(string format)
    {
        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("validate", _folder.Write("a.ttl", Untitled + Titled), "--shapes", _shapes, "--format", format));

        var graph = Graph(format);
        var report = Assert.Single(graph.Subjects(RdfNs.Type, ShNs.ValidationReport));
        Assert.Equal(new Literal("false", XsdNs.Boolean), graph.Object(report, new Iri(ShaclNs.Conforms)));
        Assert.Equal(5, graph.Objects(report, new Iri(ShaclNs.Result)).Count());
        var violation = Assert.Single(graph.Subjects(new Iri(ShaclNs.ResultSeverity), new Iri(ShaclNs.Violation)));
        Assert.Equal(new Iri("https://schema.org/name"), graph.Object(violation, new Iri(ShaclNs.ResultPath)));
        Assert.Equal(2, graph.Objects(violation, new Iri(ShaclNs.ResultMessage)).Count());
    }

    [Fact]
    public async Task A_language_that_is_asked_for_is_the_only_one_of_the_messages()
    {
        await _terminal.RunAsync("validate", _folder.Write("a.ttl", Untitled), "--shapes", _shapes, "--format", "ttl", "--lang", "en");

        var graph = Graph("ttl");
        var violation = graph.Subjects(new Iri(ShaclNs.ResultSeverity), new Iri(ShaclNs.Violation)).Single();
        Assert.Equal(new Literal("Enter the title", "en"), Assert.Single(graph.Objects(violation, new Iri(ShaclNs.ResultMessage))));
    }

    [Theory]
    [InlineData("violation", 1)]
    [InlineData("warning", 2)]
    [InlineData("info", 3)]
    [InlineData("all", 3)]
    public async Task Only_results_of_the_asked_severity_and_worse_are_shown(string severity, int shown)
    {
        var file = _folder.Write("a.ttl", Untitled);

        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("validate", file, "--shapes", _shapes, "--format", "ttl", "--severity", severity));
        Assert.Equal(shown, Graph("ttl").Match(null, new Iri(ShaclNs.Result)).Count());

        await _terminal.RunAsync("validate", file, "--shapes", _shapes, "--json", "--severity", severity);
        using var json = JsonDocument.Parse(_terminal.Out);
        Assert.Equal(shown, json.RootElement.GetProperty("problems").GetArrayLength());
        Assert.Equal(1, json.RootElement.GetProperty("warnings").GetInt64());
    }

    [Fact]
    public async Task Several_files_are_one_graph_and_their_blank_nodes_stay_apart()
    {
        var one = _folder.Write("a.ttl", "_:x a <https://schema.org/Book> .");
        var two = _folder.Write("b.nt", "_:x <https://schema.org/name> \"Max Havelaar\" .\n");
        var three = _folder.Write("c.ttl", "<https://a.example/3> <https://schema.org/name> \"Sara Burgerhart\" .");
        var four = _folder.Write("d.ttl", "<https://a.example/3> a <https://schema.org/Book> .");

        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("validate", one, two, three, four, "--shapes", _shapes, "--json"));

        using var json = JsonDocument.Parse(_terminal.Out);
        Assert.Equal(2, json.RootElement.GetProperty("nodes").GetInt64());
        Assert.Equal(1, json.RootElement.GetProperty("violations").GetInt64());
    }

    [Fact]
    public async Task Data_on_disk_gives_the_same_report_as_data_in_memory()
    {
        var data = _folder.Write("a.trig", Untitled + "<https://a.example/g> { " + Titled + " _:x a <https://schema.org/Book> . }");
        var more = _folder.Write("b.nt", "_:x <https://schema.org/name> \"Max Havelaar\" .\n");

        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("validate", data, more, "--shapes", _shapes, "--json"));
        var inMemory = _terminal.Out;
        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("validate", data, more, "--shapes", _shapes, "--json", "--disk"));

        Assert.Contains("\"violations\":2", inMemory, StringComparison.Ordinal);
        Assert.Equal(inMemory, _terminal.Out);
        Assert.Equal(ExitCode.Usage, await _terminal.RunAsync("validate", _folder.Write("bad.ttl", "<https://a.example/1> a"), "--disk"));
    }

    [Fact]
    public async Task Shapes_may_stand_in_several_files_and_in_a_packed_one()
    {
        var more = _folder.Write("more.ttl", "<https://a.example/More> <http://www.w3.org/ns/shacl#targetClass> <https://schema.org/Book> ; <http://www.w3.org/ns/shacl#nodeKind> <http://www.w3.org/ns/shacl#Literal> .");
        var packed = more + ".gz";
        await using (var output = new GZipStream(File.Create(packed), CompressionLevel.Fastest))
            await output.WriteAsync(Encoding.UTF8.GetBytes(await File.ReadAllTextAsync(more)));

        await _terminal.RunAsync("validate", _folder.Write("a.ttl", Untitled), "--shapes", _shapes, packed, "--json");

        using var json = JsonDocument.Parse(_terminal.Out);
        Assert.Equal(2, json.RootElement.GetProperty("violations").GetInt64());
    }

    [Theory]
    [InlineData("ttl", false)]
    [InlineData("text/turtle", false)]
    [InlineData("turtle", true)]
    public async Task Standard_input_is_read_in_the_syntax_that_is_named(string syntax, bool isPacked)
    {
        _terminal.Input = isPacked ? Packed(Untitled) : Encoding.UTF8.GetBytes(Untitled);

        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("validate", "-", "--from", syntax, "--shapes", _shapes));
    }

    [Theory]
    [InlineData("validate", "-")]
    [InlineData("validate", "nergens.ttl")]
    [InlineData("validate", "{bad}")]
    [InlineData("validate", "{good}", "--shapes", "nergens.ttl")]
    [InlineData("validate", "{good}", "--shapes", "{bad}")]
    [InlineData("validate", "{good}", "--format", "xml")]
    [InlineData("validate", "{good}", "--severity", "erg")]
    public async Task What_cannot_be_read_or_is_not_understood_ends_with_2(params string[] arguments)
    {
        var good = _folder.Write("good.ttl", Titled);
        var bad = _folder.Write("bad.ttl", "<https://a.example/1> a");

        Assert.Equal(ExitCode.Usage, await _terminal.RunAsync([.. arguments.Select(argument => argument.Replace("{good}", good, StringComparison.Ordinal).Replace("{bad}", bad, StringComparison.Ordinal))]));
        Assert.Empty(_terminal.Out);
        Assert.NotEmpty(_terminal.Error);
    }

    [Fact]
    public async Task A_condition_that_cannot_be_carried_out_ends_with_2_unless_there_is_a_violation_anyway()
    {
        var broken = _folder.Write("broken.ttl", "[] <http://www.w3.org/ns/shacl#targetClass> <https://schema.org/Book> ; <http://www.w3.org/ns/shacl#sparql> [ <http://www.w3.org/ns/shacl#select> \"SELECT $this { MINUS {} }\" ] .");

        Assert.Equal(ExitCode.Usage, await _terminal.RunAsync("validate", _folder.Write("a.ttl", Titled), "--shapes", _shapes, broken));
        Assert.Contains("MINUS", _terminal.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("validate", _folder.Write("b.ttl", Untitled), "--shapes", _shapes, broken));
    }

    [Fact]
    public async Task The_other_form_of_schema_org_is_read_as_that_of_the_shapes_and_said_so()
    {
        var file = _folder.Write("a.ttl", Untitled.Replace("https://schema.org", "http://schema.org", StringComparison.Ordinal));

        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("validate", file, "--shapes", _shapes));
        Assert.Contains("http://schema.org/", _terminal.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("validate", file, "--shapes", _shapes, "--as-is"));
        Assert.Contains("Nothing was validated", _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faulty_parts_of_shapes_are_noticed_on_standard_error_and_the_rest_counts()
    {
        var odd = _folder.Write("odd.ttl", "<https://a.example/Odd> <http://www.w3.org/ns/shacl#targetClass> <https://schema.org/Book> ; <http://www.w3.org/ns/shacl#minLength> \"veel\" .");

        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("validate", _folder.Write("a.ttl", Untitled), "--shapes", odd, _shapes, "--format", "ttl"));
        Assert.Contains("https://a.example/Odd", _terminal.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Odd", _terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_more_results_are_written_than_the_ceiling_and_that_is_said()
    {
        await _terminal.RunAsync("validate", _folder.Write("a.ttl", Untitled + Titled), "--shapes", _shapes, "--format", "ttl", "--max-results", "2");

        Assert.Equal(2, Graph("ttl").Match(null, new Iri(ShaclNs.Result)).Count());
        Assert.Contains("first 2 of 5", _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shapes_that_come_along_are_known_by_name()
    {
        var file = _folder.Write("a.ttl", "<https://a.example/d> a <https://schema.org/Dataset> .");

        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("validate", file, "--shapes", "dataset"));
        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("validate", _folder.Write("b.ttl", "<https://a.example/1> a <https://schema.org/CreativeWork> ."), "--shapes", "schema-ap-nde"));
    }

    private RdfGraph Graph(string format)
    {
        var graph = new RdfGraph();
        RdfFormats.Parse(Encoding.UTF8.GetBytes(_terminal.Out), format == "ttl" ? RdfFormats.Turtle : RdfFormats.JsonLd, new RdfGraphSink(graph));
        return graph;
    }

    private static byte[] Packed(string text)
    {
        using var output = new MemoryStream();
        using (var packer = new GZipStream(output, CompressionLevel.Fastest))
            packer.Write(Encoding.UTF8.GetBytes(text));
        return output.ToArray();
    }
}
