using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Library;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Sparql.Tests.Library;

public sealed class QueryLibraryTests : IDisposable
{
    private const string Header = "# title: Works\n# purpose: the works of a maker,\n#   oldest first\n# parameters: maker (IRI of the maker, as stored), ?year\n# used by: Features/Resources\n";
    private const string Works = Header + "SELECT ?work { ?work <http://e/maker> ?maker ; <http://e/year> ?year }\n";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ocwnde-library-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_stored_query_has_its_header_and_its_parse_and_is_read_once()
    {
        Write("works/of-maker.rq", Works);
        var library = new QueryLibrary(folder.FullName);

        var query = library.Get("works/of-maker.rq");

        Assert.Equal("Works", query.Header.Title);
        Assert.Equal("the works of a maker, oldest first", query.Header.Purpose);
        Assert.Equal([new QueryParameter("maker", "IRI of the maker, as stored"), new QueryParameter("year", "")], query.Header.Parameters);
        Assert.Equal("Features/Resources", query.Header.UsedBy);
        Assert.Equal("work", Assert.Single(query.Query.Projection).Name);
        Assert.Same(query, library.Get("works/of-maker.rq"));
        Assert.Equal(["works/of-maker.rq"], library.Names);
    }

    [Fact]
    public void A_request_binds_values_and_leaves_the_text_as_it_is()
    {
        Write("works.rq", Works);
        var maker = new Iri("http://e/x> ?p ?o } #");

        var request = new QueryLibrary(folder.FullName).Request("works.rq", ("maker", maker), ("year", new Literal("1650")));

        Assert.Equal(Works, request.Query);
        Assert.NotNull(request.Parsed);
        Assert.Equal(maker, request.Bindings["maker"]);
    }

    [Fact]
    public void A_request_without_a_value_or_with_one_too_many_says_which()
    {
        Write("works.rq", Works);
        var library = new QueryLibrary(folder.FullName);

        Assert.Contains("works.rq needs a value for its parameter year", Assert.Throws<ArgumentException>(() => library.Request("works.rq", ("maker", new Iri("http://e/x")))).Message, StringComparison.Ordinal);
        Assert.Contains("has no parameter place; its header names maker, year", Assert.Throws<ArgumentException>(() => library.Request("works.rq", ("place", new Iri("http://e/x")))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None (the source is one record)")]
    public void A_query_without_parameters_says_so(string parameters)
    {
        Write("plain.rq", $"# title: x\n# purpose: y\n# parameters: {parameters}\n# used by: z\nASK {{ }}");

        Assert.Empty(new QueryLibrary(folder.FullName).Get("plain.rq").Header.Parameters);
    }

    [Theory]
    [InlineData(Header + "SELECT ?work {\n  ?work ?p }", 7, "expected a variable, a term")]
    [InlineData("# title: x\n# purpose: y\n# used by: z\nASK { }", 1, "no «# parameters: …»")]
    [InlineData("# title: x\n# title: y\nASK { }", 2, "«title» stands here for the second time")]
    [InlineData("# title: x\n# purpose: y\n# parameters: a b\n# used by: z\nASK { }", 3, "found «a b»")]
    [InlineData("# title: x\n# purpose: y\n# parameters: nobody (none)\n# used by: z\nASK { }", 3, "does not use its parameter ?nobody")]
    [InlineData("ASK { }", 1, "no «# title: …»")]
    public void A_fault_names_the_file_and_the_line(string text, int line, string message)
    {
        Write("bad.rq", text);

        var fault = Assert.Single(new QueryLibrary(folder.FullName).Faults());

        Assert.StartsWith($"{Path.Combine(folder.FullName, "bad.rq")}({line}): ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.Equal(line, fault.Line);
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        Write("good.rq", Works);
        Write("bad/one.rq", "ASK {");
        File.WriteAllBytes(Path.Combine(folder.FullName, "two.rq"), [.. "# title: "u8, 0xFF, 0xFE]);

        Assert.Equal(["one.rq", "two.rq"], new QueryLibrary(folder.FullName).Faults().Select(fault => Path.GetFileName(fault.File)));
    }

    [Theory]
    [InlineData("absent.rq", "cannot be read")]
    [InlineData("../outside.rq", "outside the library")]
    [InlineData("/etc/passwd", "outside the library")]
    public void Only_files_of_the_folder_are_read(string name, string message) =>
        Assert.Contains(message, Assert.Throws<QueryLibraryException>(() => new QueryLibrary(folder.FullName).Get(name)).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_stored_query_of_the_project_can_be_used()
    {
        var library = new QueryLibrary(Path.Combine(SharedData.ProjectRoot, "sparql"));

        Assert.Empty(library.Faults().Select(fault => fault.Message));
    }

    private void Write(string name, string text)
    {
        var file = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
