using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Tests.Support;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Store.Tests.Transactions;

public class StagingPipelineTests
{
    [Fact]
    public void Quads_that_went_through_a_pipeline_are_those_that_were_given()
    {
        var random = new Random(3);
        var model = new QuadModel();
        using var store = QuadStore.Open(new MemoryStoreFiles(), StoreSteps.Options);
        using (var transaction = store.BeginWrite())
        {
            using var pipeline = new StagingPipeline(transaction.StageDataset(GraphClass.Content));
            for (var i = 0; i < 30_000; i++)
            {
                var quad = RandomQuads.Next(random, graphs: 5, size: 400);
                model.Quads.Add(quad);
                pipeline.Quad(quad);
            }

            pipeline.Complete();
            Assert.Equal(30_000, pipeline.Count);
            transaction.Commit();
        }

        using var snapshot = store.OpenSnapshot(ReaderScope.Internal);
        model.AssertSame(snapshot, random, probes: 1, sample: true);
    }

    [Fact]
    public void Terms_of_every_kind_and_length_pass_through()
    {
        RdfTerm[] objects =
        [
            new Literal(""), new Literal("naam"), new Literal("naam", "nl"), new Literal("naam", "NL"), new Literal(new string('x', 3_000_000)),
            new Literal("naam", new Iri("http://example.org/type")), new Iri("http://example.org/" + new string('y', 5000)), new Literal("naam", "nl"),
        ];
        using var store = QuadStore.Open(new MemoryStoreFiles(), StoreSteps.Options);
        using (var transaction = store.BeginWrite())
        {
            using var pipeline = new StagingPipeline(transaction.Stage(new Iri("http://example.org/g"), GraphClass.Content));
            for (var i = 0; i < objects.Length; i++)
                pipeline.Quad(new Quad(new Iri("http://example.org/s"), new Iri($"http://example.org/p{i}"), objects[i]));
            pipeline.Complete();
            transaction.Commit();
        }

        using var snapshot = store.OpenSnapshot(ReaderScope.Internal);
        Assert.All(objects, term => Assert.True(snapshot.Terms.Find(term).IsBound));
        Assert.Equal(objects.Length, snapshot.QuadCount);
    }

    [Fact]
    public void An_error_of_the_stage_reaches_whoever_gives_the_quads()
    {
        using var store = QuadStore.Open(new MemoryStoreFiles(), StoreSteps.Options with { MaxTermBytes = 100 });
        using var transaction = store.BeginWrite();
        using var pipeline = new StagingPipeline(transaction.Stage(new Iri("http://example.org/g"), GraphClass.Content));

        var error = Assert.Throws<StoreException>(() =>
        {
            // More than the pipeline holds: the error must come out before the end, and nobody may wait for ever.
            for (var i = 0; i < 200_000; i++)
                pipeline.Quad(new Quad(new Iri($"http://example.org/{i}"), new Iri("http://example.org/p"), new Literal(i == 5 ? new string('x', 101) : "kort genoeg")));
            pipeline.Complete();
        });

        Assert.Contains("MaxTermBytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipeline_that_is_given_up_leaves_the_store_as_it_was()
    {
        using var store = QuadStore.Open(new MemoryStoreFiles(), StoreSteps.Options);
        using (var transaction = store.BeginWrite())
        {
            using var pipeline = new StagingPipeline(transaction.Stage(new Iri("http://example.org/g"), GraphClass.Content));
            for (var i = 0; i < 50_000; i++)
                pipeline.Quad(new Quad(new Iri($"http://example.org/{i}"), new Iri("http://example.org/p"), new Literal($"waarde {i}")));
        }

        Assert.Equal(0, store.CommitNumber);
        using var snapshot = store.OpenSnapshot(ReaderScope.Internal);
        Assert.Equal(0, snapshot.QuadCount);
    }
}
