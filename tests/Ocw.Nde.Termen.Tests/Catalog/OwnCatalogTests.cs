using System.IO.Compression;
using System.Text;
using Ocw.Nde.Termen.Catalog.Reading;
using Ocw.Nde.Termen.Network.Live;
using Ocw.Nde.Termen.Tests.Support;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Termen.Tests.Catalog;

public sealed class OwnCatalogTests
{
    private static string Own => Path.Combine(SharedData.ProjectRoot, "ontologies", "termen", "catalog");

    [Fact]
    public void The_catalogue_that_the_program_brings_along_is_whole_and_strict()
    {
        var load = CatalogReader.Read(CatalogFiles.OfFolder(Own));

        Assert.Empty(load.Faults);
        Assert.Equal(["aat", "tgn", "ulan", "wikidata"], load.Entries.Select(entry => entry.Id));
        Assert.All(load.Entries, entry => Assert.Empty(SourceQueries.Of(entry.Distributions[0]).Remarks(entry)));
        Assert.All(load.Entries, entry => Assert.True(entry.KeepPermission.Allows && entry.Attribution!.Length > 0));
        Assert.All(load.Entries, entry => Assert.NotEmpty(Assert.Single(entry.Creators).Names));
    }

    [Fact]
    public void A_catalogue_reads_the_same_from_a_zip_below_other_folders()
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in Directory.EnumerateFiles(Own, "*", SearchOption.AllDirectories))
                archive.CreateEntryFromFile(file, "repository-main/packages/catalog/" + Path.GetRelativePath(Own, file).Replace('\\', '/'));
            Add(archive, "repository-main/package.json", "{}");
            Add(archive, "repository-main/test/broken.jsonld", "{");
        }

        zip.Position = 0;
        var load = CatalogReader.Read(CatalogFiles.OfZip(zip, "test.zip"));

        Assert.Empty(load.Faults);
        Assert.Equal(4, load.Entries.Count);
    }

    [Fact]
    public void A_broken_description_costs_only_itself()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "datasets"));
        Directory.CreateDirectory(Path.Combine(folder.Path, "queries"));
        File.WriteAllText(Path.Combine(folder.Path, "queries", "q.rq"), "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }");
        Write(folder, "goed", "file://../queries/q.rq");
        Write(folder, "weg", "file://../queries/er-niet.rq");
        Write(folder, "buiten", "file://../../../../../../etc/passwd");
        File.WriteAllText(Path.Combine(folder.Path, "datasets", "kapot.jsonld"), "{ \"@id\": ");

        var load = CatalogReader.Read(CatalogFiles.OfFolder(folder.Path));

        Assert.Equal("goed", Assert.Single(load.Entries).Id);
        Assert.Equal(["datasets/buiten.ttl", "datasets/kapot.jsonld", "datasets/weg.ttl"], load.Faults.Select(fault => fault.File).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(load.Faults, fault => fault.Nl.Contains("er-niet.rq", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_no_catalogue_is_refused_with_its_reason()
    {
        Assert.Throws<TermCatalogException>(() => CatalogFiles.OfFolder("/bestaat/niet"));
        Assert.Throws<TermCatalogException>(() => CatalogFiles.OfZip(new MemoryStream("geen zip"u8.ToArray()), "x.zip"));
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
            Add(archive, "groot.ttl", new string('#', 2000));
        zip.Position = 0;
        Assert.Throws<TermCatalogException>(() => CatalogFiles.OfZip(zip, "x.zip", new CatalogLimits { MaxFileBytes = 1000 }));
    }

    private static void Write(TemporaryFolder folder, string id, string query) => File.WriteAllText(
        Path.Combine(folder.Path, "datasets", id + ".ttl"),
        $$"""
        @prefix schema: <https://schema.org/> .
        <https://example.org/{{id}}> a schema:Dataset ; schema:name "{{id}}"@nl ; schema:url <https://example.org/{{id}}/> ;
          schema:distribution [ a schema:DataDownload ; schema:contentUrl "https://example.org/sparql" ; schema:encodingFormat "application/sparql-query" ;
            schema:potentialAction [ a schema:SearchAction ; schema:query "{{query}}" ] , [ a schema:FindAction ; schema:query "{{query}}" ] ] .
        """);

    private static void Add(ZipArchive archive, string path, string text)
    {
        using var stream = archive.CreateEntry(path).Open();
        stream.Write(Encoding.UTF8.GetBytes(text));
    }
}
