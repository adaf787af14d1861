using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Node.Tests.Support;
using Ocw.Nde.Termen.Review;

namespace Ocw.Nde.Node.Tests.Review;

/// <summary>A node with a thesaurus that has several terms of one name, and with collections of two institutions that use these names.</summary>
public sealed class ReviewNode : IDisposable
{
    public const string Base = "http://127.0.0.1:5080/";
    public const string Terms = "https://termen.voorbeeld.example/";
    public const string AnnaKey = "sleutel-van-anna-in-de-test";
    public const string BertKey = "sleutel-van-bert-in-de-test";

    private readonly TestFolder _folder = new();
    private WebApplication? _application;

    internal NodeHost? Host { get; private set; }

    internal ReviewQueue Queue => Host!.Review;

    public string Address => _application!.Urls.First();

    public string Data => _folder["data"];

    public string PathOf(string name) => _folder[name];

    /// <summary>Writes settings, thesaurus and collections, and harvests them.</summary>
    public async Task HarvestAsync(int extra = 0, string material = "hout$steen")
    {
        WriteThesaurus();
        WriteCollection("museum", "prenten", [("1", "Kist", "kist", material), ("2", "Bank", "bank", "hout"), ("3", "Nog een bank", "bank", "ijzer"), ("4", "Lange bank", "bank", "ijzer")], extra);
        WriteCollection("archief", "akten", [("9", "Bankbiljet", "bank", "papier")], 0);
        _folder.Write("node.yaml", $"""
            baseIri: {Base}
            keys:
              - name: Anna
                sha256: {Hash(AnnaKey)}
                may: review
                institution: museum
              - name: Bert
                sha256: {Hash(BertKey)}
                may: review
                institution: archief
            """);
        await RunAsync("harvest");
    }

    /// <summary>Runs a command on the node's folder; it must succeed.</summary>
    public async Task<string> RunAsync(params string[] arguments)
    {
        using var terminal = new TestTerminal();
        var code = await terminal.RunAsync([.. arguments, "--settings", _folder["node.yaml"], "--data", Data]);
        Assert.True(code == ExitCode.Ok, terminal.Out + terminal.Error);
        return terminal.Out;
    }

    /// <summary>Opens the node, without serving.</summary>
    internal NodeHost Open()
    {
        var settings = NodeConfiguration.Read(_folder["node.yaml"], Data);
        Host = NodeHost.Open(settings, NodeConfiguration.ReadSources(NodeConfiguration.SourceFiles(settings), _ => null), TimeProvider.System);
        return Host;
    }

    public async Task ServeAsync()
    {
        _application = NodeServer.Build(Open(), port: 0);
        await _application.StartAsync();
    }

    public async Task CloseAsync()
    {
        if (_application is not null)
            await _application.DisposeAsync();
        _application = null;
        Host?.Dispose();
        Host = null;
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    /// <summary>The links of the public that say something of a node with these words, as predicate and term.</summary>
    internal IReadOnlyList<string> LinksOf(string words) => Ask($$"""
        SELECT ?p ?t WHERE { ?n <https://schema.org/name> "{{words}}"@nl ; ?p ?t . FILTER(STRSTARTS(STR(?t), "{{Terms}}")) } ORDER BY ?p ?t
        """);

    /// <summary>The rows of a query over all that is open, as text.</summary>
    internal IReadOnlyList<string> Ask(string query)
    {
        using var rows = (Ocw.Nde.Sparql.SolutionSequence)Host!.Internal.Query(new Ocw.Nde.Sparql.SparqlRequest { Query = query }, CancellationToken.None);
        var found = new List<string>();
        while (rows.MoveNext())
            found.Add(string.Join(' ', Enumerable.Range(0, rows.Variables.Count).Select(i => rows[i]?.ToString())));
        return found;
    }

    /// <summary>The item with these words of an institution.</summary>
    internal QueueItem ItemOf(string words, string institution = "museum") =>
        Queue.Find(Queue.All(new QueueFilter { Institution = institution, WithoutCandidates = true }, [QueueTurn.Open, QueueTurn.Skipped, QueueTurn.Decided]).Single(i => i.Literal == words).Id)!;

    internal ReviewDesk Desk => new(Queue, Host!.Network, TimeProvider.System);

    public void Dispose()
    {
        Host?.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    public void WriteThesaurus(string more = "")
    {
        _folder.Write("termen.ttl", $$"""
            @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
            @prefix t: <{{Terms}}> .
            t:meubels a skos:Concept ; skos:prefLabel "meubels"@nl, "furniture"@en .
            t:bank1 a skos:Concept ; skos:prefLabel "bank"@nl, "bench"@en ; skos:broader t:meubels ; skos:scopeNote "Zitmeubel voor meer personen."@nl .
            t:instellingen a skos:Concept ; skos:prefLabel "instellingen"@nl, "institutions"@en .
            t:bank2 a skos:Concept ; skos:prefLabel "bank"@nl, "bank"@en ; skos:broader t:instellingen ; skos:scopeNote "Instelling die geld beheert."@nl .
            t:kist a skos:Concept ; skos:prefLabel "kist"@nl, "chest"@en ; skos:broader t:meubels .
            t:hout1 a skos:Concept ; skos:prefLabel "hout"@nl, "wood"@en .
            t:hout2 a skos:Concept ; skos:prefLabel "hout"@nl ; skos:altLabel "timmerhout"@nl .
            t:steen a skos:Concept ; skos:prefLabel "steen"@nl, "stone"@en .
            {{more}}
            """);
        _folder.Write("sources/10-termen.yaml", """
            id: termen
            kind: terms
            title: Termen
            license: https://creativecommons.org/publicdomain/zero/1.0/
            institution: { id: museum, name: Museum }
            languages: [nl]
            harvest: { protocol: files, locations: [ ../termen.ttl ] }
            terms: { iriPrefix: "https://termen.voorbeeld.example/" }
            """);
    }

    private void WriteCollection(string institution, string dataset, IEnumerable<(string Number, string Title, string Type, string Material)> rows, int extra)
    {
        var csv = new StringBuilder("nummer;titel;soort;materiaal\n");
        foreach (var (number, title, type, material) in rows)
            csv.Append(CultureInfo.InvariantCulture, $"{number};{title};{type};{material}\n");
        for (var i = 0; i < extra; i++)
            csv.Append(CultureInfo.InvariantCulture, $"x{i};Extra {i};bank{i} bank;steen\n");
        _folder.Write(dataset + ".csv", csv.ToString());
        _folder.Write($"sources/20-{dataset}.yaml", $$"""
            id: {{dataset}}
            title: {{dataset}}
            license: https://creativecommons.org/publicdomain/zero/1.0/
            institution: { id: {{institution}}, name: "{{institution}}" }
            languages: [nl]
            harvest: { protocol: files, locations: [ ../{{dataset}}.csv ], key: [ nummer ] }
            mapping:
              profile: columns
              language: nl
              key: nummer
              rules:
                - { to: name, from: titel }
                - { to: additionalType, from: soort }
                - { to: material, from: materiaal, split: "$" }
            align: { type: { sources: [ termen ], publishAt: 0.9 }, material: { sources: [ termen ], publishAt: 0.9 } }
            """);
    }

    private static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
