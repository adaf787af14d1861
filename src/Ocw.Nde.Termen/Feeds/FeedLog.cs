using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ocw.Nde.Termen.Feeds;

/// <summary>Events in the order in which they happened, in pages of a fixed size: full pages never change any more.</summary>
/// <remarks>
/// One folder: a file for each page with one JSON object a line, and <c>state.json</c>, which says how far the pages count. It is replaced in one step after the
/// pages are on disk; what stands behind it is of a writing that did not end, and is overwritten. One process writes, any number of threads read.
/// </remarks>
/// <typeparam name="T">The events.</typeparam>
public sealed class FeedLog<T>
{
    /// <summary>The events of a full page.</summary>
    public const int PageSize = 100;

    // Older ones are told by the pages themselves.
    private const int MaxMarks = 200;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly string _folder;
    private readonly Lock _writing = new();
    private FeedState _state;

    /// <summary>Opens the log in a folder, which is made at the first event.</summary>
    public FeedLog(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _folder = folder;
        _state = ReadState();
    }

    /// <summary>How far it has come.</summary>
    public FeedState State => Volatile.Read(ref _state);

    /// <summary>Adds events under a mark; a mark that is known adds nothing, so that work can be done again after a fault.</summary>
    /// <param name="mark">What the events come from: a version.</param>
    /// <param name="at">When.</param>
    /// <param name="events">The events, read once.</param>
    /// <param name="cancellation">Ends the work; nothing is added.</param>
    /// <returns>How many were added.</returns>
    public long Append(string mark, DateTimeOffset at, IEnumerable<T> events, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(mark);
        ArgumentNullException.ThrowIfNull(events);
        lock (_writing)
        {
            var state = State;
            if (state.Marks.Any(known => string.Equals(known.Name, mark, StringComparison.Ordinal)))
                return 0;
            Directory.CreateDirectory(_folder);
            var count = Write(state.Count, events, cancellation);
            var marks = state.Marks.Append(new FeedMark(mark, at, state.Count, count)).TakeLast(MaxMarks);
            WriteState(new FeedState(state.Count + count, [.. marks]));
            return count;
        }
    }

    /// <summary>The events of a page, from 1; none for a page that is not there.</summary>
    public IReadOnlyList<T> Page(long number)
    {
        var state = State;
        var first = (number - 1) * PageSize;
        if (number < 1 || first >= state.Count)
            return [];
        var count = (int)Math.Min(PageSize, state.Count - first);
        return [.. File.ReadLines(FileOf(number), Encoding.UTF8).Take(count).Select(line => JsonSerializer.Deserialize<T>(line, s_json)!)];
    }

    /// <summary>The events from one on, in their order.</summary>
    public IEnumerable<T> From(long first)
    {
        for (var page = (first / PageSize) + 1; page <= State.Pages; page++)
        {
            var skipped = page == (first / PageSize) + 1 ? (int)(first % PageSize) : 0;
            foreach (var one in Page(page).Skip(skipped))
                yield return one;
        }
    }

    /// <summary>Takes out the events of which a text is covered, for good; those behind them move up, so that pages are renumbered.</summary>
    /// <param name="isCovered">Whether a text of an event names what has to go.</param>
    /// <returns>How many went. Whoever is interrupted starts again.</returns>
    public long Erase(Func<string, bool> isCovered)
    {
        ArgumentNullException.ThrowIfNull(isCovered);
        lock (_writing)
        {
            var state = State;
            var gone = new List<long>();
            for (var page = 1L; page <= state.Pages; page++)
            {
                var first = (page - 1) * PageSize;
                gone.AddRange(Lines(page, state).Index().Where(line => Names(line.Item, isCovered)).Select(line => first + line.Index));
            }

            if (gone.Count == 0)
                return 0;
            Rewrite(state, [.. gone]);
            return gone.Count;
        }
    }

    // Pages are read ahead of where they are written, because what stays only moves forward. What stands behind the count is of no event any more, and goes too.
    private void Rewrite(FeedState state, HashSet<long> gone)
    {
        var kept = new List<string>(PageSize);
        var written = 0L;
        for (var page = 1L; page <= state.Pages; page++)
        {
            var first = (page - 1) * PageSize;
            kept.AddRange(Lines(page, state).Index().Where(line => !gone.Contains(first + line.Index)).Select(line => line.Item));
            if (kept.Count >= PageSize)
            {
                WritePage(++written, kept[..PageSize]);
                kept.RemoveRange(0, PageSize);
            }
        }

        if (kept.Count > 0)
            WritePage(++written, kept);
        for (var page = written + 1; File.Exists(FileOf(page)); page++)
            File.Delete(FileOf(page));
        long Before(long position) => position - gone.Count(one => one < position);
        WriteState(new FeedState(state.Count - gone.Count, [.. state.Marks.Select(mark => mark with { First = Before(mark.First), Count = Before(mark.First + mark.Count) - Before(mark.First) })]));
    }

    private List<string> Lines(long page, FeedState state) =>
        [.. File.ReadLines(FileOf(page), Encoding.UTF8).Take((int)Math.Min(PageSize, state.Count - ((page - 1) * PageSize)))];

    private void WritePage(long number, IReadOnlyList<string> lines)
    {
        var building = FileOf(number) + ".new";
        using (var page = new FileStream(building, FileMode.Create, FileAccess.Write))
        {
            foreach (var line in lines)
                page.Write(Encoding.UTF8.GetBytes(line + "\n"));
            page.Flush(flushToDisk: true);
        }

        File.Move(building, FileOf(number), overwrite: true);
    }

    // By the texts themselves: a line escapes some of their characters.
    private static bool Names(string line, Func<string, bool> isCovered)
    {
        using var document = JsonDocument.Parse(line);
        return Names(document.RootElement, isCovered);
    }

    private static bool Names(JsonElement value, Func<string, bool> isCovered) => value.ValueKind switch
    {
        JsonValueKind.String => isCovered(value.GetString()!),
        JsonValueKind.Array => value.EnumerateArray().Any(item => Names(item, isCovered)),
        JsonValueKind.Object => value.EnumerateObject().Any(member => isCovered(member.Name) || Names(member.Value, isCovered)),
        _ => false,
    };

    private long Write(long known, IEnumerable<T> events, CancellationToken cancellation)
    {
        var count = known;
        FileStream? page = null;
        try
        {
            foreach (var one in events)
            {
                cancellation.ThrowIfCancellationRequested();
                if (page is null || count % PageSize == 0)
                {
                    Close(page);
                    page = Open(count);
                }

                JsonSerializer.Serialize(page, one, s_json);
                page.WriteByte((byte)'\n');
                count++;
            }
        }
        finally
        {
            Close(page);
        }

        return count - known;
    }

    // The page is begun, or cut off behind the events that count.
    private FileStream Open(long count)
    {
        var file = FileOf((count / PageSize) + 1);
        var kept = count % PageSize == 0 ? [] : File.ReadLines(file, Encoding.UTF8).Take((int)(count % PageSize)).ToList();
        var page = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16);
        foreach (var line in kept)
            page.Write(Encoding.UTF8.GetBytes(line + "\n"));
        return page;
    }

    private static void Close(FileStream? page)
    {
        page?.Flush(flushToDisk: true);
        page?.Dispose();
    }

    private string FileOf(long page) => Path.Combine(_folder, page.ToString("D6", CultureInfo.InvariantCulture) + ".jsonl");

    private string StateFile => Path.Combine(_folder, "state.json");

    private FeedState ReadState() => File.Exists(StateFile) ? JsonSerializer.Deserialize<FeedState>(File.ReadAllBytes(StateFile), s_json) ?? FeedState.Empty : FeedState.Empty;

    private void WriteState(FeedState state)
    {
        var building = StateFile + ".new";
        using (var file = new FileStream(building, FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(file, state, s_json);
            file.Flush(flushToDisk: true);
        }

        File.Move(building, StateFile, overwrite: true);
        Volatile.Write(ref _state, state);
    }
}

/// <summary>How far a feed has come.</summary>
/// <param name="Count">The events.</param>
/// <param name="Marks">What they came from, oldest first; of very old ones no more is known.</param>
public sealed record FeedState(long Count, IReadOnlyList<FeedMark> Marks)
{
    /// <summary>No events.</summary>
    public static FeedState Empty { get; } = new(0, []);

    /// <summary>The pages, the last of which may still grow.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public long Pages => (Count + FeedLog<object>.PageSize - 1) / FeedLog<object>.PageSize;

    /// <summary>Whether a page never changes any more.</summary>
    public bool IsFull(long page) => page * FeedLog<object>.PageSize <= Count;
}

/// <summary>What some events came from.</summary>
/// <param name="Name">The name of the version.</param>
/// <param name="At">When.</param>
/// <param name="First">The number of the first event, from 0.</param>
/// <param name="Count">How many events.</param>
public sealed record FeedMark(string Name, DateTimeOffset At, long First, long Count);
