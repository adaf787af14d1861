using System.Text.Json;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Lookup;
using Ocw.Nde.Termen.Search;
using Ocw.Nde.Termen.Tests.Support;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Termen.Tests.Search;

/// <summary>Labels and queries as nobody should write them.</summary>
public sealed class HostileSearchTests
{
    [SharedFact("trust/hostile/unicode/cases.tsv")]
    public async Task The_cases_of_Unicode_are_found_as_people_type_them()
    {
        var cases = File.ReadLines(SharedData.PathOf("trust/hostile/unicode/cases.tsv")).Where(line => !line.StartsWith('#')).Select(line => line.Split('\t'))
            .ToDictionary(fields => fields[0], fields => JsonDocument.Parse(fields[1]).RootElement.GetString()!, StringComparer.Ordinal);
        using var index = await TestIndex.OfAsync(Sources.Of("a"), [.. cases.Select(one => Sources.Term(one.Key, one.Value))]);
        var search = new TermSearch(index.Index);
        string[] Found(string text) => [.. search.Search(new TermQuery { Text = text, IsForgiving = false }).Hits.Select(Id)];

        foreach (var text in (string[])[cases["nfc"], cases["nfd"], "cafe"])
            Assert.Equal(["nfc", "nfd"], Found(text).Order(StringComparer.Ordinal));
        Assert.Contains("ij-lig", Found("ijsselmeer"));
        Assert.Contains("turkish", Found("istanbul"));
        Assert.Contains("eszett", Found("strasse"));
        Assert.Equal(["fullwidth", "zwsp"], Found("Rembrandt").Order(StringComparer.Ordinal));
        Assert.DoesNotContain("homoglyph", Found("Rembrandt"));
        foreach (var (id, text) in cases)
        {
            var found = Found(text);
            Assert.True(found.Contains(id, StringComparer.Ordinal) || !text.Any(char.IsLetterOrDigit), $"«{text}» ({id}) does not find itself");
            Assert.Equal(text, new TermLookup(index.Index).Find("https://example.org/id/" + id)!.Labels[0].Text);
        }
    }

    [Theory]
    [InlineData("قلعة", "القلعة قلعة دمشق")]
    [InlineData("版画", "木版画")]
    [InlineData("замок", "старый замок")]
    [InlineData("μουσείο", "ΜΟΥΣΕΊΟ")]
    public async Task Other_scripts_are_searched_too(string text, string label)
    {
        using var index = await TestIndex.OfAsync(Sources.Of("a"), Sources.Term("1", label), Sources.Term("2", "kasteel"));

        Assert.Equal("1", Id(Assert.Single(new TermSearch(index.Index).Search(new TermQuery { Text = text }).Hits)));
    }

    [Fact]
    public async Task No_query_whatever_fails_and_all_are_answered_alike_twice()
    {
        var random = new Random(2);
        string[] pieces = ["hout", "ste", "van", "AND", "OR", "NOT", "(", ")", "\"", "*", "?", " ", " ", "é", "木", "\u0301", "\uD83D", "\uDC69", "\0", "\u202E", "👩‍💻", "'; DROP TABLE", "{{", "%s", "25F23(LION)", "http://x/<>", "\u200B", "-"];
        using var index = await TestIndex.OfAsync(Sources.Of("a"), [.. Enumerable.Range(0, 300).Select(i => Sources.Term($"{i}", string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => pieces[random.Next(pieces.Length)] + " "))))]);
        var search = new TermSearch(index.Index);
        for (var i = 0; i < 1500; i++)
        {
            var query = new TermQuery { Text = string.Concat(Enumerable.Range(0, random.Next(0, 8)).Select(_ => pieces[random.Next(pieces.Length)])), IsPrefix = i % 3 == 0, SearchNotes = i % 5 == 0, IsMerged = i % 7 == 0, Limit = 1000 };
            var result = search.Search(query);
            Assert.Equal(result.Hits.Select(Id), search.Search(query).Hits.Select(Id));
            Assert.Equal(result.Total, result.Hits.Count);
        }
    }

    [Fact]
    public async Task A_term_with_very_many_labels_is_one_hit_and_is_shown_by_its_name()
    {
        var names = Enumerable.Range(0, 100_000).Select(i => $"naam {i}").ToArray();
        using var index = await TestIndex.OfAsync(Sources.Of("a"), Sources.Term("1", "de echte", names), Sources.Term("2", "naam van een ander"));
        var search = new TermSearch(index.Index);

        var result = search.Search(new TermQuery { Text = "naam", Languages = ["nl"] });

        Assert.Equal(2, result.Total);
        Assert.Equal(["2", "1"], result.Hits.OrderBy(hit => hit.Label.Length == 8).Select(Id));
        Assert.Contains(result.Hits, hit => hit.Label == "de echte");
        Assert.Equal("de echte", search.Search(new TermQuery { Text = "naam 99999" }).Hits[0].Label);
    }

    [Fact]
    public async Task A_label_of_a_million_characters_is_kept_short_and_not_cut_within_a_character()
    {
        var label = string.Concat(Enumerable.Repeat("👩‍💻", 200_000));
        using var index = await TestIndex.OfAsync(Sources.Of("a"), Sources.Term("1", label, "kort"));

        var hit = Assert.Single(new TermSearch(index.Index).Search(new TermQuery { Text = "kort" }).Hits);

        Assert.InRange(hit.Label.Length, 7_900, 8_000);
        Assert.EndsWith("👩‍💻", hit.Label, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chain_of_matches_that_binds_too_much_binds_nothing()
    {
        using var index = new TestIndex();
        await index.AddAsync(Sources.Of("a"), [.. Enumerable.Range(0, TermClusters.MaxMembers + 1).Select(i => Sources.Term($"a{i}", $"hout {i}").Matching("urn:alles"))]);
        await index.AddAsync(Sources.Of("b"), Sources.Term("b", "hout").Matching("urn:alles"));

        var result = new TermSearch(index.Index).Search(new TermQuery { Text = "hout", IsMerged = true });

        Assert.Equal(TermClusters.MaxMembers + 2, result.Total);
        Assert.All(result.Hits, hit => Assert.Empty(hit.Members));
    }

    private static string Id(TermHit hit) => hit.Iri["https://example.org/id/".Length..];
}
