using System.Globalization;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.History.BlankNodes;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Tests.Support;
using Ocw.Nde.Store.Transactions;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Store.Tests.History;

/// <summary>The version cases: four harvests of a dataset whose blank nodes have other labels each time, and the table of RFC 7089 questions.</summary>
public class VersionCaseTests
{
    private const string Cases = "trust/versions/gouda";

    private static readonly Iri Dataset = new("https://node.example/dataset/gouda");

    [SharedFact(Cases)]
    public void The_differences_between_versions_are_those_of_the_case()
    {
        using var store = QuadStore.Open(new MemoryStoreFiles(), new StoreOptions { MergeInBackground = false });
        var results = Enumerable.Range(1, 4).ToDictionary(number => $"v{number}", number => Harvest(store, number), StringComparer.Ordinal);
        foreach (var line in File.ReadLines(SharedData.PathOf(Cases + "/expected-diff.tsv")).Where(line => line.Length > 0 && line[0] == 'v'))
        {
            var fields = line.Split('\t');
            if (Number(fields[1]) != Number(fields[0]) + 1)
                continue;
            var change = results[fields[1]].Graphs.SingleOrDefault();
            Assert.Equal((fields[0], fields[1], long.Parse(fields[5], CultureInfo.InvariantCulture), long.Parse(fields[6], CultureInfo.InvariantCulture)), (fields[0], fields[1], change.Added, change.Removed));
        }

        Assert.False(results["v4"].Changed);
        Assert.Equal(3, store.VersionsOf(IdOf(store)).Count);
        using var first = store.OpenSnapshot(ReaderScope.Public, 1);
        using var third = store.OpenSnapshot(ReaderScope.Public, 3);
        var difference = BlankNodeIdentity.Compare(first, third, IdOf(store));
        Assert.Equal((7, 5), (difference.Added.Count, difference.Removed.Count));
    }

    [SharedFact(Cases)]
    public void Each_moment_has_the_version_that_was_in_force()
    {
        var published = Published();
        var time = new SettableTime { Now = published[1] };
        using var store = QuadStore.Open(new MemoryStoreFiles(), new StoreOptions { MergeInBackground = false, TimeProvider = time });
        for (var number = 1; number <= 4; number++)
        {
            time.Now = published[number];
            Harvest(store, number);
        }

        var asked = 0;
        foreach (var line in File.ReadLines(SharedData.PathOf(Cases + "/memento.tsv")).Where(line => line.StartsWith("object/", StringComparison.Ordinal)))
        {
            var fields = line.Split('\t');
            if (!DateTimeOffset.TryParseExact(fields[1], "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
                continue;
            var version = store.VersionAt(IdOf(store), moment)!;
            var isThere = Holds(store, version.Commit, fields[0]);
            AssertAnswers(fields[2], version.Commit, isThere, line);
            asked++;
        }

        Assert.Equal(8, asked);
    }

    // What follows "302 to" is the version; a record that the version does not have is gone or never was.
    private static void AssertAnswers(string expected, long commit, bool isThere, string context)
    {
        if (expected.StartsWith("302 to v", StringComparison.Ordinal))
            Assert.True(isThere && commit == Number(expected[7..9]), context);
        else if (expected.StartsWith("302 to the last", StringComparison.Ordinal))
            Assert.True(isThere && commit == 3, context);
        else
            Assert.False(isThere, context);
    }

    private static CommitResult Harvest(QuadStore store, int number)
    {
        using var transaction = store.BeginWrite();
        RdfFormats.ParseFile(SharedData.PathOf($"{Cases}/v{number}.nq"), transaction.Stage(Dataset, GraphClass.Content));
        transaction.KeepBlankNodes(store, Dataset);
        return transaction.Commit();
    }

    private static Dictionary<int, DateTimeOffset> Published()
    {
        var line = File.ReadLines(SharedData.PathOf(Cases + "/memento.tsv")).First(line => line.Contains("versions published at:", StringComparison.Ordinal));
        return line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(';').Select(part => part.Split('='))
            .ToDictionary(part => Number(part[0].Trim()), part => DateTimeOffset.ParseExact(part[1].Trim()[..29], "r", CultureInfo.InvariantCulture));
    }

    private static int Number(string version) => version[1] - '0';

    private static bool Holds(QuadStore store, long commit, string record)
    {
        using var snapshot = store.OpenSnapshot(ReaderScope.Public, commit, [IdOf(store)]);
        var id = snapshot.Terms.Find(new Iri($"{Dataset.Value}/{record}"));
        if (!id.IsBound)
            return false;
        using var scan = snapshot.Scan(new QuadPattern(id, default, default, GraphSelector.Default), QuadOrder.Any);
        return scan.Next(new QuadBatch(1)) > 0;
    }

    private static TermId IdOf(QuadStore store)
    {
        using var snapshot = store.OpenSnapshot(ReaderScope.Internal);
        return snapshot.Terms.Find(Dataset);
    }
}
