using System.IO.Compression;
using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Tests.Support;

namespace Ocw.Nde.Node.Tests.Commands;

public sealed class ConvertCommandTests : IDisposable
{
    private const string Statement = "<https://a.example/1> <http://schema.org/name> \"Gezicht op Delft\" .\n";

    private readonly TestFolder _folder = new();
    private readonly TestTerminal _terminal = new();

    public void Dispose()
    {
        _terminal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task JSON_LD_becomes_N_Triples_on_standard_output()
    {
        var file = _folder.Write("a.jsonld", """{"@context":"https://schema.org/","@id":"https://a.example/1","name":"Gezicht op Delft"}""");

        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("convert", file, "-", "--to", "nt"));

        Assert.Equal(Statement, _terminal.Out);
    }

    [Theory]
    [InlineData("a.html", null)]
    [InlineData("page.txt", "html")]
    [InlineData("page.txt", "text/html")]
    public async Task A_web_page_becomes_what_it_states(string name, string? from)
    {
        var file = _folder.Write(name, """
            <base href="https://a.example/"><script type="application/ld+json">{"@context":"https://schema.org/","@id":"1","name":"Gezicht op Delft",}</script>
            <p about="2" property="schema:name">Melkmeisje</p>
            """);

        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync(["convert", file, "-", "--to", "nt", .. from is null ? Array.Empty<string>() : ["--from", from]]));

        Assert.Equal(Statement + "<https://a.example/2> <http://schema.org/name> \"Melkmeisje\" .\n", _terminal.Out);
        Assert.Contains("a comma before a closing bracket", _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_web_page_on_standard_input_needs_a_base()
    {
        _terminal.Input = "<p>x</p>"u8.ToArray();

        Assert.NotEqual(ExitCode.Ok, await _terminal.RunAsync("convert", "-", "-", "--from", "html", "--to", "nt"));

        Assert.Contains("base", _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_goes_through_every_syntax_and_comes_back_the_same()
    {
        var at = _folder.Write("a.nt", Statement);
        foreach (var ending in new[] { ".jsonld", ".ttl", ".rdf", ".trig", ".nq", ".nt.gz", ".jsonld.gz" })
        {
            var next = Path.Combine(Path.GetDirectoryName(at)!, "b" + ending);
            Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("convert", at, next));
            at = next;
        }

        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("convert", at, "-", "--to", "application/n-triples"));

        Assert.Equal(Statement, _terminal.Out);
    }

    [Fact]
    public async Task Relative_IRIs_get_the_base_that_is_given()
    {
        var file = _folder.Write("a.ttl", "<1> <http://schema.org/name> \"Gezicht op Delft\" .");

        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("convert", file, "-", "--to", "nt", "--base", "https://a.example/"));

        Assert.Equal(Statement, _terminal.Out);
    }

    [Fact]
    public async Task A_fault_leaves_no_half_file()
    {
        var file = _folder.Write("a.jsonld", "{\"@id\":\"https://a.example/1\",\n\"http://schema.org/name\":\"a\"");
        var target = Path.ChangeExtension(file, ".ttl");

        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("convert", file, target));

        Assert.Contains("a.jsonld", _terminal.Error, StringComparison.Ordinal);
        Assert.Contains("line 2", _terminal.Error, StringComparison.Ordinal);
        Assert.Equal([file], Directory.GetFiles(Path.GetDirectoryName(file)!));
    }

    [Fact]
    public async Task What_is_faulty_is_refused_and_repaired_with_lenient()
    {
        var file = _folder.Write("a.nt", "<https://a.example/a b> <https://a.example/p> \"x\" .\n");

        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("convert", file, "-", "--to", "nt"));
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("convert", file, "-", "--to", "nt", "--lenient"));

        Assert.Equal("<https://a.example/a%20b> <https://a.example/p> \"x\" .\n", _terminal.Out);
    }

    [Fact]
    public async Task An_archive_of_several_syntaxes_becomes_one_document_with_its_blank_nodes_apart()
    {
        var zip = _folder["a.zip"];
        using (var archive = await ZipFile.OpenAsync(zip, ZipArchiveMode.Create))
        {
            foreach (var (name, text) in new[] { ("a.ttl", "_:b <http://e/p> 1 ."), ("map/b.nt", "_:b <http://e/p> \"2\" .\n"), ("LEESMIJ", "tekst") })
            {
                await using var member = await archive.CreateEntry(name).OpenAsync();
                await member.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text));
            }
        }

        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("convert", zip, "-", "--to", "nt"));

        Assert.Equal(2, _terminal.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]).Distinct(StringComparer.Ordinal).Count());
        Assert.Contains("a.zip!LEESMIJ", _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_packed_file_that_was_cut_off_leaves_the_older_output_as_it_was()
    {
        var packed = _folder["a.nt.gz"];
        await using (var gzip = new GZipStream(File.Create(packed), CompressionLevel.Fastest))
            await gzip.WriteAsync(System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 5000).Select(i => $"<http://e/{i}> <http://e/p> \"{i}\" .\n"))));
        var target = _folder.Write("b.ttl", "oud");
        await using (var file = File.OpenWrite(packed))
            file.SetLength(file.Length - 9);

        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("convert", packed, target));

        Assert.Contains("cut off", _terminal.Error, StringComparison.Ordinal);
        Assert.Equal("oud", await File.ReadAllTextAsync(target));
        Assert.Equal(2, Directory.GetFiles(_folder.Root).Length);
    }

    [Fact]
    public async Task Lenient_reading_leaves_bad_lines_out_and_counts_them()
    {
        var file = _folder.Write("a.nt", string.Concat(Enumerable.Range(1, 1000).Select(i => i % 4 == 0 ? $"regel {i}\n" : $"<http://e/{i}> <http://e/p> \"{i}\" .\n")));

        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("convert", file, "-", "--to", "nq", "--lenient"));

        Assert.Equal(750, _terminal.Out.Count(c => c == '\n'));
        Assert.Contains("a.nt, line 4, column 1", _terminal.Error, StringComparison.Ordinal);
        Assert.Contains("150 more notices", _terminal.Error, StringComparison.Ordinal);
        Assert.Contains("250 lines", _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Graph_names_are_kept_refused_or_dropped_on_request()
    {
        var file = _folder.Write("a.nq", "<http://e/s> <http://e/p> \"x\" <http://e/g> .\n");

        Assert.Equal(ExitCode.Faults, await _terminal.RunAsync("convert", file, _folder["b.ttl"]));
        Assert.False(File.Exists(_folder["b.ttl"]));
        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("convert", file, "-", "--to", "nt", "--drop-graph-names"));
        Assert.Equal("<http://e/s> <http://e/p> \"x\" .\n", _terminal.Out);
    }

    [Fact]
    public async Task Pretty_output_nests_blank_nodes()
    {
        var file = _folder.Write("a.nt", "<http://e/s> <http://e/p> _:b .\n_:b <http://e/q> \"x\" .\n");

        Assert.Equal(ExitCode.Ok, await _terminal.RunAsync("convert", file, "-", "--to", "turtle", "--pretty"));

        Assert.Contains("[", _terminal.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("_:", _terminal.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.nt", "b.nt.xz", ".gz")]
    [InlineData("er-is-niets.nt", "b.ttl", "does not exist")]
    [InlineData("a.nt", "a.nt", "same file")]
    public async Task What_cannot_be_done_is_said_before_anything_is_read(string input, string output, string says)
    {
        _folder.Write("a.nt", Statement);

        Assert.Equal(ExitCode.Usage, await _terminal.RunAsync("convert", _folder[input], _folder[output]));

        Assert.Contains(says, _terminal.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.txt2", "-", "--to", "nt")]
    [InlineData("a.txt2", "-", "--from", "dansen")]
    [InlineData("-", "-", "--to", "nt")]
    public async Task A_syntax_that_is_not_known_is_asked_for(params string[] arguments)
    {
        if (arguments[0] != "-")
            arguments[0] = _folder.Write(arguments[0], Statement);

        Assert.Equal(ExitCode.Usage, await _terminal.RunAsync(["convert", .. arguments]));

        Assert.Contains("--from", _terminal.Error, StringComparison.Ordinal);
    }
}
