using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Lookup;
using Ocw.Nde.Termen.Search;
using Ocw.Nde.Termen.Tests.Support;

namespace Ocw.Nde.Termen.Tests.Indexing;

public sealed class TermIndexTests
{
    [Fact]
    public async Task What_was_built_is_there_after_opening_again()
    {
        using var folder = new TemporaryFolder();
        using (var first = TermIndex.Open(folder.Path))
            await first.RebuildAsync(Sources.Of("a"), [Sources.Term("1", "hout")], "commit-1");

        using var second = TermIndex.Open(folder.Path);

        var status = Assert.Single(second.Sources);
        Assert.Equal(("a", "commit-1", 1, 1), (status.Source.Id, status.Marker, status.Terms, status.Labels));
        Assert.Single(new TermSearch(second).Search(new TermQuery { Text = "hout" }).Hits);
    }

    [Fact]
    public async Task An_index_is_stale_when_the_terms_or_the_description_of_the_source_changed()
    {
        var source = Sources.Of("a", TermGenres.Material) with { GenresByType = new Dictionary<string, TermGenres>(StringComparer.Ordinal) { ["urn:x"] = TermGenres.Place } };
        using var index = new TestIndex();
        await index.AddAsync(source, Sources.Term("1", "hout"));

        Assert.True(index.Index.IsCurrent(source, "1"));
        Assert.False(index.Index.IsCurrent(source, "2"));
        Assert.False(index.Index.IsCurrent(source with { Genres = TermGenres.ObjectType }, "1"));
        Assert.False(index.Index.IsCurrent(source with { GenresByType = new Dictionary<string, TermGenres>(StringComparer.Ordinal) }, "1"));
        Assert.False(index.Index.IsCurrent(Sources.Of("b"), "1"));
    }

    [Fact]
    public async Task A_rebuild_replaces_the_terms_of_its_source_only()
    {
        using var index = new TestIndex();
        await index.AddAsync(Sources.Of("a"), Sources.Term("1", "hout"));
        await index.AddAsync(Sources.Of("b"), Sources.Term("2", "steen"));

        await index.AddAsync(Sources.Of("a"), Sources.Term("3", "glas"));

        var search = new TermSearch(index.Index);
        Assert.Empty(search.Search(new TermQuery { Text = "hout" }).Hits);
        Assert.Single(search.Search(new TermQuery { Text = "glas" }).Hits);
        Assert.Single(search.Search(new TermQuery { Text = "steen" }).Hits);
        Assert.Equal(2, Directory.GetFiles(index.Folder).Length);
    }

    [Fact]
    public async Task A_reader_keeps_the_old_terms_while_they_are_replaced()
    {
        using var index = new TestIndex();
        await index.AddAsync(Sources.Of("a"), Sources.Term("1", "hout"));
        using (var lease = index.Index.Acquire())
        {
            await index.AddAsync(Sources.Of("a"), Sources.Term("2", "glas"));

            Assert.Equal("https://example.org/id/1", lease.Sources[0].Iri(0));
            Assert.NotNull(new TermLookup(index.Index).Find("https://example.org/id/2"));
            Assert.Equal(2, Directory.GetFiles(index.Folder).Length);
        }

        Assert.Single(Directory.GetFiles(index.Folder));
    }

    [Fact]
    public async Task Searches_never_fail_and_never_see_half_while_the_index_is_rebuilt()
    {
        using var index = new TestIndex();
        await index.AddAsync(Sources.Of("a"), Batch(0));
        using var stop = new CancellationTokenSource();
        var searching = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            var search = new TermSearch(index.Index);
            var searches = 0;
            while (!stop.IsCancellationRequested)
            {
                var hits = search.Search(new TermQuery { Text = "woord", Limit = 100 });
                Assert.Equal(50, hits.Total);
                Assert.Single(hits.Hits.Select(hit => hit.Label.Split(' ')[1]).Distinct(StringComparer.Ordinal));
                searches++;
            }

            return searches;
        })).ToList();

        for (var round = 1; round <= 12; round++)
            await index.AddAsync(Sources.Of("a"), Batch(round));
        await stop.CancelAsync();

        Assert.All(await Task.WhenAll(searching), searches => Assert.True(searches > 0));

        static TermRecord[] Batch(int round) => [.. Enumerable.Range(0, 50).Select(i => Sources.Term($"{round}-{i}", $"woord {round} nummer {i}"))];
    }

    [Fact]
    public async Task A_rebuild_that_fails_or_is_cancelled_leaves_the_old_terms()
    {
        using var index = new TestIndex();
        await index.AddAsync(Sources.Of("a"), Sources.Term("1", "hout"));
        using var cancel = new CancellationTokenSource();

        await Assert.ThrowsAsync<InvalidDataException>(() => index.Index.RebuildAsync(Sources.Of("a"), Failing(), "2"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => index.Index.RebuildAsync(Sources.Of("a"), Cancelling(cancel), "2", cancel.Token));

        Assert.Equal("1", Assert.Single(index.Index.Sources).Marker);
        Assert.Single(Directory.GetFiles(index.Folder));

        static IEnumerable<TermRecord> Failing()
        {
            yield return Sources.Term("2", "glas");
            throw new InvalidDataException("damaged");
        }

        static IEnumerable<TermRecord> Cancelling(CancellationTokenSource cancel)
        {
            yield return Sources.Term("2", "glas");
            cancel.Cancel();
            yield return Sources.Term("3", "steen");
        }
    }

    [Theory]
    [InlineData(0, "does not begin as a term index")]
    [InlineData(100, "checksum of its header")]
    [InlineData(4100, "checksum of its content")]
    [InlineData(-1, "bytes")]
    public async Task A_damaged_file_is_named_and_left_out_and_can_be_built_again(int damageAt, string why)
    {
        using var folder = new TemporaryFolder();
        using (var first = TermIndex.Open(folder.Path))
            await first.RebuildAsync(Sources.Of("a"), [Sources.Term("1", "hout")], "1");
        var path = Assert.Single(Directory.GetFiles(folder.Path));
        var bytes = await File.ReadAllBytesAsync(path);
        if (damageAt < 0)
            bytes = bytes[..^64];
        else
            bytes[damageAt] ^= 0x55;
        await File.WriteAllBytesAsync(path, bytes);

        using var index = TermIndex.Open(folder.Path);

        Assert.Empty(index.Sources);
        var fault = Assert.Single(index.Faults);
        Assert.Contains(path, fault, StringComparison.Ordinal);
        Assert.Contains(why, fault, StringComparison.Ordinal);
        await index.RebuildAsync(Sources.Of("a"), [Sources.Term("1", "hout")], "1");
        Assert.Single(index.Sources);
    }

    [Fact]
    public async Task A_file_that_was_not_finished_is_not_there()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "a.00000001.tidx.tmp"), "half");

        using var index = TermIndex.Open(folder.Path);

        Assert.Empty(index.Sources);
        Assert.Empty(index.Faults);
    }

    [Fact]
    public async Task Of_two_generations_the_newer_counts()
    {
        using var folder = new TemporaryFolder();
        using (var first = TermIndex.Open(folder.Path))
            await first.RebuildAsync(Sources.Of("a"), [Sources.Term("1", "hout")], "1");
        File.Copy(Path.Combine(folder.Path, "a.00000001.tidx"), Path.Combine(folder.Path, "kept"));
        using (var second = TermIndex.Open(folder.Path))
            await second.RebuildAsync(Sources.Of("a"), [Sources.Term("1", "hout")], "2");
        File.Move(Path.Combine(folder.Path, "kept"), Path.Combine(folder.Path, "a.00000001.tidx"));

        using var index = TermIndex.Open(folder.Path);

        Assert.Equal("2", Assert.Single(index.Sources).Marker);
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task More_labels_than_the_ceiling_is_an_error_that_names_it()
    {
        using var folder = new TemporaryFolder();
        using var index = TermIndex.Open(folder.Path, new TermIndexOptions { MaxLabels = 2 });

        var error = await Assert.ThrowsAsync<TermIndexException>(() => index.RebuildAsync(Sources.Of("a"), [Sources.Term("1", "a", "b", "c")], "1"));

        Assert.Contains("MaxLabels", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task Labels_of_nothing_or_far_too_long_are_counted_and_left_out()
    {
        using var folder = new TemporaryFolder();
        using var index = TermIndex.Open(folder.Path);

        var report = await index.RebuildAsync(Sources.Of("a"), [Sources.Term("1", "hout", "...", new string('x', 3000)), Sources.Term("1", "dubbel")], "1");

        Assert.Equal((1, 1, 2, 1), (report.Terms, report.Labels, report.SkippedLabels, report.DuplicateTerms));
    }

    [Fact]
    public async Task A_source_with_a_wrong_id_is_refused_with_what_is_right()
    {
        using var index = new TestIndex();

        var error = await Assert.ThrowsAsync<ArgumentException>(() => index.Index.RebuildAsync(Sources.Of("../x"), Array.Empty<TermRecord>(), "1"));

        Assert.Contains("lower-case letters", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_is_removed_is_gone_with_its_file()
    {
        using var index = await TestIndex.OfAsync(Sources.Of("a"), Sources.Term("1", "hout"));

        Assert.True(index.Index.Remove("a"));

        Assert.False(index.Index.Remove("a"));
        Assert.Empty(index.Index.Sources);
        Assert.Empty(Directory.GetFiles(index.Folder));
    }

    [Fact]
    public async Task An_empty_source_is_a_source()
    {
        using var index = await TestIndex.OfAsync(Sources.Of("leeg"));

        Assert.Empty(new TermSearch(index.Index).Search(new TermQuery { Text = "hout" }).Hits);
        Assert.Empty(new TermSearch(index.Index).Search(new TermQuery { Text = "h", IsPrefix = true }).Hits);
        Assert.Null(new TermLookup(index.Index).Find("https://example.org/id/1"));
    }

    [Fact]
    public async Task The_graph_of_a_store_becomes_the_index()
    {
        using var index = new TestIndex();
        var graph = TermGraph.OfTurtle("""ex:hout a skos:Concept ; skos:prefLabel "hout"@nl ; skos:broader ex:materiaal . ex:materiaal a skos:Concept ; skos:prefLabel "materiaal"@nl .""");

        var report = await index.Index.RebuildAsync(Sources.Of("a") with { Graph = new Iri(TermGraph.Iri) }, graph.Quads, graph.Id, "c1");

        Assert.Equal(2, report.Terms);
        var term = new TermLookup(index.Index).Find("https://example.org/id/hout");
        Assert.Equal("materiaal", Assert.Single(term!.Broader).Label);
    }

    [Fact]
    public async Task A_graph_that_is_not_there_and_a_prefix_that_fits_nothing_are_told()
    {
        using var index = new TestIndex();
        var graph = TermGraph.OfTurtle("""ex:hout skos:prefLabel "hout"@nl .""");

        var error = await Assert.ThrowsAsync<ArgumentException>(() => index.Index.RebuildAsync(Sources.Of("a"), graph.Quads, default, "1"));
        var report = await index.Index.RebuildAsync(Sources.Of("a") with { IriPrefix = "https://elders.example/" }, graph.Quads, graph.Id, "1");

        Assert.Contains("urn:graph:a", error.Message, StringComparison.Ordinal);
        Assert.Equal((0, 1), (report.Terms, report.OutsidePrefix));
    }

    [Fact]
    public async Task Every_label_of_many_finds_its_own_term()
    {
        var random = new Random(7);
        string[] syllables = ["ka", "lo", "mé", "ti", "ru", "sché", "von", "ijs", "oe", "'t ", " de ", "(x)", "-", "日本", "ß"];
        var terms = Enumerable.Range(0, 3000).Select(i => Sources.Term($"{i}", "n" + string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => syllables[random.Next(syllables.Length)])))).ToArray();
        using var index = await TestIndex.OfAsync(Sources.Of("a"), terms);
        using var lease = index.Index.Acquire();

        foreach (var term in terms)
        {
            var hits = new TermSearch(index.Index).Search(new TermQuery { Text = term.Labels[0].Text, Limit = 1000 }).Hits;
            Assert.Contains(hits, hit => hit.Iri == term.Iri && hit.Score > 0.95);
            Assert.True(lease.Sources[0].FindIri(term.Iri) >= 0);
        }
    }
}
