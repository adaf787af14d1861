using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Ocw.Nde.Termen.GraphQl.Execution;

/// <summary>A list whose items come in parts.</summary>
internal sealed record PendingStream(string Id, string? Label, IAsyncEnumerator<object?> Items, int Next, GraphQlType ItemType, CollectedField Field, ResponsePath Path);

/// <summary>The lists of one answer whose items come in parts. They are read at the same time, so that a slow one delays no other.</summary>
internal sealed class PendingStreams
{
    private readonly ConcurrentQueue<PendingStream> _streams = new();
    private int _last = -1;

    public IReadOnlyList<PendingStream> All => [.. _streams];

    public void Add(string? label, IAsyncEnumerator<object?> items, int next, GraphQlType itemType, CollectedField field, ResponsePath path) =>
        _streams.Enqueue(new PendingStream(Interlocked.Increment(ref _last).ToString(CultureInfo.InvariantCulture), label, items, next, itemType, field, path));

    /// <summary>The parts, in the order in which they become ready; the last one says that it is.</summary>
    public async IAsyncEnumerable<GraphQlPart> ReadAsync(ExecutionRun run, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var parts = Channel.CreateBounded<GraphQlPart>(1);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var open = _streams.Count;
        var readers = _streams.Select(stream => ReadAsync(run, stream, parts.Writer, stop.Token)).ToList();
        try
        {
            while (open > 0)
            {
                var part = await parts.Reader.ReadAsync(cancellation);
                if (part.IsCompleted)
                    open--;
                yield return part with { HasNext = open > 0 };
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(readers);
        }
    }

    private static async Task ReadAsync(ExecutionRun run, PendingStream stream, ChannelWriter<GraphQlPart> parts, CancellationToken cancellation)
    {
        try
        {
            await using var items = stream.Items;
            var last = await ReadItemsAsync(run, stream, parts, cancellation);
            await parts.WriteAsync(last, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Nobody reads the answer any more.
        }
    }

    private static async Task<GraphQlPart> ReadItemsAsync(ExecutionRun run, PendingStream stream, ChannelWriter<GraphQlPart> parts, CancellationToken cancellation)
    {
        var index = stream.Next;
        while (true)
        {
            try
            {
                if (!await stream.Items.MoveNextAsync().AsTask().WaitAsync(cancellation))
                    return new GraphQlPart(stream.Id) { IsCompleted = true };
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
            {
                return new GraphQlPart(stream.Id) { IsCompleted = true, Errors = [run.FaultOf(stream, e)] };
            }

            var (goesOn, item, errors) = await run.StreamedItemAsync(stream, stream.Items.Current, index++);
            if (!goesOn)
                return new GraphQlPart(stream.Id) { IsCompleted = true, Errors = errors };
            await parts.WriteAsync(new GraphQlPart(stream.Id) { HasItem = true, Item = item, Errors = errors }, cancellation);
        }
    }
}
