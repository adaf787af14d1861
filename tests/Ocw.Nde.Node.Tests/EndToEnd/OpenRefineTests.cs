using Ocw.Nde.Node.Tests.Features.Termen;
using Ocw.Nde.Termen.Catalog;

namespace Ocw.Nde.Node.Tests.EndToEnd;

/// <summary>The program that most institutions reconcile with, against a served node: with and without a type, and data extension.</summary>
public sealed class OpenRefineTests
{
    private const string Things = "https://data.example/dingen";
    private const string People = "https://data.example/mensen";

    private static readonly (string Label, string Cell)[] s_things =
    [
        ("vaas", "vaas"), ("schilderij", "Schilderij"), ("kom", "kom"), ("kommen", "kommen"), ("olieverf", "olieverf"), ("affiche", "affiche"), ("tegeltableau", "tegeltableau"),
        ("façade", "facade"), ("bank (meubel)", "bank (meubel)"), ("zilversmid", "zilversmid"), ("edelsmeedkunst", "edelsmeedkunst"), ("knoop", "knoop"),
    ];

    private static readonly (string Label, string Cell)[] s_people =
    [
        ("Leyster, Judith", "Judith Leyster"), ("Rijn, Rembrandt van", "Rembrandt van Rijn"), ("Peeters, Clara", "Peeters, Clara"), ("Bosch, Jheronimus", "Jheronimus Bosch"),
        ("Post, Frans", "Frans Post"), ("Merian, Maria Sibylla", "Maria Sibylla Merian"), ("Jonge, Bob de", "Bob de Jonge"), ("Kafé, Zoë", "Zoe Kafe"),
    ];

    [OpenRefineFact]
    public async Task OpenRefine_matches_twenty_of_twenty_with_a_type_and_without_and_fetches_values()
    {
        var port = OpenRefine.FreePort();
        await using var node = await TermNode.StartAsync(
            $"http://127.0.0.1:{port}/", port,
            (TermNode.Source("dingen", Things, TermGenres.ObjectType), Document(Things, s_things)),
            (TermNode.Source("mensen", People, TermGenres.Person), Document(People, s_people)));
        await using var refine = await OpenRefine.StartAsync();

        // 1. Without a type, with the service over all sources.
        var cells = s_things.Concat(s_people).Select(pair => pair.Cell).ToList();
        var all = node.Host.Iris.Base + "termen/reconcile";
        var project = await refine.CreateProjectAsync("term", cells);
        await refine.ApplyAsync(project, Reconcile(all, type: null));
        Assert.Equal(Expected(), Found(await refine.RowsAsync(project)));

        // 2. With the types that the manifests offer, in the service of each source.
        foreach (var (path, type, pairs) in new[] { ("dingen", "https://data.cultureelerfgoed.nl/termennetwerk/onderwerpen/Objecten", s_things), (People, "https://data.cultureelerfgoed.nl/termennetwerk/onderwerpen/Personen", s_people) })
        {
            var typed = await refine.CreateProjectAsync("term", pairs.Select(pair => pair.Cell));
            await refine.ApplyAsync(typed, Reconcile($"{all}/{path}", type));
            Assert.Equal(Expected().Where(pair => pairs.Any(one => one.Cell == pair.Cell)), Found(await refine.RowsAsync(typed)));
        }

        // 3. Values of the terms.
        await refine.ApplyAsync(project, new
        {
            op = "core/extend-reconciled-data",
            engineConfig = new { facets = Array.Empty<object>(), mode = "row-based" },
            baseColumnName = "term",
            endpoint = all,
            identifierSpace = Things,
            schemaSpace = "http://www.w3.org/2004/02/skos/core#Concept",
            extension = new { properties = new object[] { new { id = "prefLabels", name = "voorkeurslabels" }, new { id = "scopeNotes", name = "toelichtingen" } } },
            columnInsertIndex = 1,
        });
        var rows = await refine.RowsAsync(project);
        Assert.Equal(s_things.Concat(s_people).Select(pair => pair.Label), rows.Select(row => row.Skip(1).Select(cell => cell.Value).First(value => value.Length > 0 && !value.StartsWith("Over ", StringComparison.Ordinal))));
        Assert.All(rows, row => Assert.Contains(row, cell => cell.Value.StartsWith("Over ", StringComparison.Ordinal)));
    }

    private static object Reconcile(string service, string? type) => new
    {
        op = "core/recon",
        columnName = "term",
        config = new
        {
            mode = "standard-service",
            service,
            identifierSpace = Things,
            schemaSpace = "http://www.w3.org/2004/02/skos/core#Concept",
            type = type is null ? null : new { id = type, name = "soort" },
            autoMatch = true,
            columnDetails = Array.Empty<object>(),
            limit = 0,
        },
        engineConfig = new { facets = Array.Empty<object>(), mode = "row-based" },
    };

    private static IEnumerable<(string Cell, string? Judgement, string? Term)> Expected() =>
        s_things.Select((pair, i) => (pair.Cell, (string?)"matched", (string?)$"{Things}/{i}")).Concat(s_people.Select((pair, i) => (pair.Cell, (string?)"matched", (string?)$"{People}/{i}")));

    private static IEnumerable<(string Cell, string? Judgement, string? Term)> Found(IReadOnlyList<IReadOnlyList<OpenRefineCell>> rows) =>
        rows.Select(row => (row[0].Value, row[0].Judgement, row[0].Term));

    private static string Document(string source, (string Label, string Cell)[] terms) =>
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        + string.Join('\n', terms.Select((pair, i) => $"<{source}/{i}> a skos:Concept ; skos:prefLabel \"{pair.Label}\"@nl ; skos:scopeNote \"Over {pair.Label}.\"@nl ."));
}
