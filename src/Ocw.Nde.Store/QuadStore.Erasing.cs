using System.Text;
using Ocw.Nde.Store.Dictionary;
using Ocw.Nde.Store.Erasing;
using Ocw.Nde.Store.Files;

namespace Ocw.Nde.Store;

/// <content>Erasing subjects from the present and the past.</content>
public sealed partial class QuadStore
{
    /// <summary>
    /// Removes statements for good: every quad in which one of the IRIs is subject or object, and the blank nodes that only those lead to, from the present
    /// state, from all older ones, and from the files; and the text of all terms that nothing uses any more. All at once or, if it is interrupted, not at all:
    /// then do it again.
    /// </summary>
    /// <param name="iris">The IRIs. What they are the predicate, the graph name or the datatype of stays; the report names it.</param>
    /// <param name="cancellation">Stops it; nothing has changed then.</param>
    /// <remarks>Waits for the writer's turn and lets no one else write meanwhile. It reads the whole store once, and writes anew each file that holds something of it.</remarks>
    public ErasureReport Erase(IReadOnlyCollection<string> iris, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(iris);
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _merging.Alone(() =>
        {
            EnterWriter(cancellation);
            try
            {
                if (_fault is not null)
                    throw _fault;
                FlushAll(cancellation);
                var report = EraseNow(iris, cancellation);
                return report with { FilesHeld = CountHeldFiles() };
            }
            finally
            {
                EndWrite();
            }
        });
    }

    /// <summary>
    /// The IRIs whose text the dictionary files hold, whether or not any state still uses them: all are read. Packed IRIs, which have no text, are not among
    /// them, nor are those that only the log has: <see cref="Flush"/> first.
    /// </summary>
    /// <param name="wanted">Whether an IRI is wanted.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public IReadOnlyList<string> FindIris(Func<string, bool> wanted, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        using var lease = LeaseCurrent();
        var found = new List<string>();
        foreach (var segment in lease.State.Terms.Segments)
            segment.ReadAll(Take, cancellation);
        foreach (var tail in lease.State.Terms.Tails)
            tail.ReadAll(Take);
        return found;

        void Take(uint qualifier, ReadOnlySpan<byte> text)
        {
            if (qualifier == TermQualifiers.Iri && Encoding.UTF8.GetString(text) is var iri && wanted(iri))
                found.Add(iri);
        }
    }

    private ErasureReport EraseNow(IReadOnlyCollection<string> iris, CancellationToken cancellation)
    {
        using var lease = LeaseCurrent();
        using var eraser = new Eraser(this, _folder, lease.State, cancellation);
        return eraser.Run(iris);
    }

    // Files of the store that its present state does not have are there only because a reader has them open.
    private int CountHeldFiles()
    {
        var present = Current(state => state.Stored.Files().ToHashSet(StringComparer.Ordinal));
        return _folder.Files.List().Count(name => StoreFileNames.IsData(name) && !present.Contains(name));
    }
}
