using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Tests.Support;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Node.Tests.EndToEnd;

/// <summary>The main job on real collections, from the command line to the answer.</summary>
public sealed class RealCollectionsTests(RealCollections real) : IClassFixture<RealCollections>
{
    private const string Base = "http://127.0.0.1:5080/";

    [SharedTheory("collections")]
    [InlineData("rijksmuseum-suriname", 3668)]
    [InlineData("rce-rijkscollectie", 23767)]
    [InlineData("rce-sporen-edm", 1699)]
    [InlineData("kb-centsprenten", 1255)]
    [InlineData("adlib-centraal-museum-utrecht", 206)]
    [InlineData("adlib-groninger-museum", 199)]
    [InlineData("collectie-nederland-mauritshuis", 856)]
    [InlineData("collectie-nederland-moderne-kunst-museum-deventer", 1388)]
    [InlineData("collectie-nederland-stedelijk-museum-schiedam", 3079)]
    [InlineData("tate", 69202)]
    public void Every_record_in_is_a_record_out_withheld_or_set_aside(string source, long records)
    {
        var run = real.First[source];

        Assert.True(run.Outcome == RunOutcome.Complete, run.Reason);
        Assert.Equal(records, run.Seen);
        Assert.Equal(records, run.Kept + run.Withheld + run.SetAside + run.Deleted);
        Assert.Equal(run.SetAside, run.SetAsideReasons.Values.Sum());
    }

    // The agency's EDM names eighteen makers by address only.
    [SharedTheory("collections")]
    [InlineData("rijksmuseum-suriname", 0)]
    [InlineData("rce-rijkscollectie", 0)]
    [InlineData("rce-sporen-edm", 18)]
    [InlineData("kb-centsprenten", 0)]
    [InlineData("adlib-amsterdam-museum", 0)]
    [InlineData("adlib-axiell-demo", 0)]
    [InlineData("adlib-centraal-museum-utrecht", 0)]
    [InlineData("adlib-groninger-museum", 0)]
    [InlineData("collectie-nederland-mauritshuis", 0)]
    [InlineData("collectie-nederland-moderne-kunst-museum-deventer", 0)]
    [InlineData("collectie-nederland-stedelijk-museum-schiedam", 0)]
    [InlineData("tate", 0)]
    public void Records_conform_to_the_shared_profile_where_the_source_names_what_it_refers_to(string source, long violating) =>
        Assert.InRange(real.First[source].Validation.Records, 0, violating);

    [SharedTheory("collections")]
    [InlineData("rijksmuseum-suriname", "rijksmuseum-suriname")]
    [InlineData("rce-rijkscollectie", "rce-rijkscollectie")]
    [InlineData("rce-sporen-edm", "rce-rijkscollectie")]
    [InlineData("kb-centsprenten", "kb-centsprenten")]
    [InlineData("tate", "tate")]
    public async Task The_SPARQL_endpoint_counts_what_the_table_says(string source, string dataset)
    {
        var graph = $"<{Base}graph/{dataset}/{source}>";

        Assert.Equal(real.First[source].Triples, await real.CountAsync($"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}"));
        Assert.Equal(
            real.First[source].Objects,
            await real.CountAsync($"SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE {{ GRAPH {graph} {{ ?s <https://schema.org/isPartOf> <{Base}id/dataset/{dataset}> }} }}"));
    }

    [SharedFact("collections")]
    public void A_second_run_makes_no_new_version_and_no_commit()
    {
        Assert.All(real.Second.Values, run => Assert.True(run is { Outcome: RunOutcome.Unchanged, Commit: 0 }, $"{run.Source}: {run.Outcome} {run.Reason}"));
    }

    [SharedFact("collections")]
    public async Task Objects_of_both_channels_of_the_agency_are_one_object_each()
    {
        var both = await real.CountAsync(
            $$"""
            PREFIX schema: <https://schema.org/>
            SELECT (COUNT(DISTINCT ?object) AS ?n) WHERE {
              GRAPH <{{Base}}graph/rce-rijkscollectie/rce-rijkscollectie> { ?object schema:isPartOf ?dataset }
              GRAPH <{{Base}}graph/rce-rijkscollectie/rce-sporen-edm> { ?object schema:isPartOf ?dataset }
            }
            """);

        Assert.Equal(1324, both);
    }

    [SharedFact("collections")]
    public async Task One_question_is_answered_across_institutions()
    {
        var institutions = await real.CountAsync(
            """
            PREFIX schema: <https://schema.org/>
            SELECT (COUNT(DISTINCT ?dataset) AS ?n) WHERE {
              ?value schema:sameAs ?term .
              FILTER(STRSTARTS(STR(?term), "https://data.cultureelerfgoed.nl/koloniaalverleden/"))
              ?object schema:about ?value ; schema:isPartOf ?dataset .
            }
            """);

        Assert.True(institutions >= 3, $"{institutions} datasets share terms of the colonial past");
    }

    [SharedFact("collections")]
    public void Adlib_records_that_two_files_hold_are_one_record_each()
    {
        Assert.All(real.First.Values.Where(r => r.Source.StartsWith("adlib-", StringComparison.Ordinal)), run => Assert.Equal(run.Seen, run.Objects + run.SetAside));
        Assert.True(real.First["adlib-axiell-demo"].Duplicates > 0);
    }

    [SharedFact("collections")]
    public async Task What_is_for_internal_use_only_has_left_by_no_channel()
    {
        using var terminal = new TestTerminal();
        await terminal.RunAsync("dump", "--data", real.Data, "--include-closed");

        Assert.DoesNotContain("X-INTERNAL", terminal.Out, StringComparison.Ordinal);
        Assert.True(real.First["adlib-centraal-museum-utrecht"].DeniedFields.Count > 3);
        // Runs, quarantine, reports, dumps, search and term indexes: everything but the archive, which nobody is served from.
        foreach (var file in Directory.EnumerateFiles(real.Data, "*", SearchOption.AllDirectories).Where(f => !f.Contains("/archive/", StringComparison.Ordinal)))
            Assert.False(Holds(file, "X-INTERNAL"u8), file);
    }

    private static bool Holds(string file, ReadOnlySpan<byte> marker)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes.AsSpan().IndexOf(marker) >= 0;
    }
}
