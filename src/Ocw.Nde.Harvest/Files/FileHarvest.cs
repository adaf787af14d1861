using Ocw.Nde.Rdf.Unpacking;
using Ocw.Nde.Web;

namespace Ocw.Nde.Harvest;

/// <summary>Fetches the files and addresses of a source into the archive.</summary>
/// <remarks>
/// 1. The locations are resolved; what is not there is a reason why the run is incomplete.
/// 2. Each file is copied; an address is asked only for what is newer than the copy that the archive holds.
/// 3. gzip, bzip2 and xz are read to their end once, so that a file that was cut off is known before anything is made of it.
/// 4. When every file is the one of the previous run, the run is unchanged.
/// </remarks>
internal sealed class FileHarvest(GuardedHttpClient web, PayloadArchive archive, TimeProvider time, FileSource source, HarvestOptions options, IProgress<HarvestProgress>? progress)
{
    private readonly Dictionary<string, KnownFile> _fetched = new(StringComparer.Ordinal);
    private Dictionary<string, ArchivedPayload> _earlier = new(StringComparer.Ordinal);
    private RunSession _session = null!;
    private long _expectedBytes;

    public async Task<HarvestRun> RunAsync(HarvestCursor? cursor, CancellationToken cancellation)
    {
        using var opened = RunSession.Open(archive, source, since: null, options, time);
        _session = opened;
        _earlier = _session.Payloads.DistinctBy(payload => payload.Origin, StringComparer.Ordinal).ToDictionary(payload => payload.Origin, StringComparer.Ordinal);
        var problems = new List<HarvestNotice>();
        var locations = FileLocations.Resolve(source, options.MaxFiles, problems);
        problems.ForEach(_session.CannotBeComplete);
        _expectedBytes = locations.Where(location => location.Address is null).DistinctBy(location => location.Key, StringComparer.Ordinal).Sum(location => new FileInfo(location.Key).Length);

        var taken = new List<ArchivedPayload>();
        foreach (var location in locations)
        {
            if (await FetchAsync(location, cursor, cancellation) is { } payload)
                taken.Add(payload with { Members = location.Members });
        }

        return Finish(taken, cursor);
    }

    private HarvestRun Finish(List<ArchivedPayload> taken, HarvestCursor? cursor)
    {
        var next = new HarvestCursor { Fingerprint = source.Fingerprint, RunId = _session.RunId, Files = _fetched };
        var outcome = taken.Count == 0 ? HarvestOutcome.Failed
            : _session.Reasons.Count > 0 ? HarvestOutcome.Incomplete
            : !options.Full && IsAsBefore(cursor) ? HarvestOutcome.Unchanged
            : HarvestOutcome.Complete;
        if (taken.Count == 0 && _session.Reasons.Count == 0)
            _session.CannotBeComplete(new HarvestNotice("no-locations", "The source has no locations. Name at least one file or address in its settings."));
        _session.Counters = _session.Counters with { Payloads = taken.Count, Bytes = taken.Sum(payload => payload.Length) };
        return _session.Finish(outcome, HarvestScope.Full, outcome is HarvestOutcome.Complete or HarvestOutcome.Unchanged ? next : cursor, isResumable: false, payloads: taken);
    }

    private bool IsAsBefore(HarvestCursor? cursor) =>
        cursor is not null
        && cursor.Fingerprint == source.Fingerprint
        && cursor.Files.Count == _fetched.Count
        && _fetched.All(file => cursor.Files.TryGetValue(file.Key, out var before) && before.Hash == file.Value.Hash);

    private async Task<ArchivedPayload?> FetchAsync(FileLocation location, HarvestCursor? cursor, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (_earlier.TryGetValue(location.Key, out var known))
        {
            // Fetched already: by this run before it was killed, or for another member of the same archive.
            _fetched.TryAdd(location.Key, new KnownFile(known.Hash, known.ETag, known.LastModified));
            return known;
        }

        try
        {
            var payload = location.Address is null ? await CopyAsync(location, cancellation) : await DownloadAsync(location, cursor?.Files.GetValueOrDefault(location.Key), cancellation);
            _fetched[location.Key] = new KnownFile(payload.Hash, payload.ETag, payload.LastModified);
            _earlier[location.Key] = payload;
            _session.Add(payload);
            CheckPacking(payload);
            return payload;
        }
        catch (WebRequestException failed)
        {
            _session.CannotBeComplete(new HarvestNotice("not-fetched", failed.Message, location.Key));
        }
        catch (UnauthorizedAccessException denied)
        {
            _session.CannotBeComplete(new HarvestNotice("not-readable", $"{denied.Message} Give the account of the node the right to read it.", location.Key));
        }
        catch (IOException unreadable) when (unreadable is not ArchiveWriteException)
        {
            _session.CannotBeComplete(new HarvestNotice("not-readable", $"{location.Key} cannot be read: {unreadable.Message}", location.Key));
        }
        catch (InvalidDataException tooLarge)
        {
            _session.CannotBeComplete(new HarvestNotice("too-large", $"{location.Key}: {tooLarge.Message}.", location.Key));
        }

        return null;
    }

    private async Task<ArchivedPayload> CopyAsync(FileLocation location, CancellationToken cancellation)
    {
        await using var file = new FileStream(location.Key, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 128 << 10, FileOptions.SequentialScan | FileOptions.Asynchronous);
        var modified = File.GetLastWriteTimeUtc(location.Key);
        using var writer = archive.BeginWrite();
        await writer.WriteAsync(file, options.MaxPayloadBytes, Report, cancellation);
        var stored = Commit(writer);
        return new ArchivedPayload(stored.Hash, PayloadKind.File, location.Key, stored.Length, time.GetUtcNow()) { LastModified = new DateTimeOffset(modified, TimeSpan.Zero) };
    }

    private async Task<ArchivedPayload> DownloadAsync(FileLocation location, KnownFile? before, CancellationToken cancellation)
    {
        var isHeld = before is not null && archive.Contains(before.Hash);
        var request = new GuardedRequest(location.Address!)
        {
            Accept = "*/*",
            Headers = source.Headers,
            IfNoneMatch = isHeld ? before!.ETag : null,
            IfModifiedSince = isHeld ? before!.LastModified : null,
            MaxBodyBytes = options.MaxPayloadBytes,
            MaxDecodedBytes = options.MaxPayloadBytes,
            TotalTimeout = options.FileTimeout,
        };
        try
        {
            return await web.ReadAsync(request, (response, token) => StoreAsync(location, before, response, token), cancellation);
        }
        catch (WebRequestException failed)
        {
            _session.Counters = _session.Counters with { Requests = _session.Counters.Requests + failed.Attempts };
            throw;
        }
    }

    private async Task<ArchivedPayload> StoreAsync(FileLocation location, KnownFile? before, GuardedResponse response, CancellationToken cancellation)
    {
        _session.Counters = _session.Counters with { Requests = _session.Counters.Requests + 1 };
        if (response.IsNotModified)
        {
            using var held = archive.OpenRead(before!.Hash);
            return Describe(location, before.Hash, LengthOf(held), response) with { ETag = response.ETag ?? before.ETag, LastModified = response.LastModified ?? before.LastModified };
        }

        _expectedBytes += response.ContentLength ?? 0;
        using var writer = archive.BeginWrite();
        await writer.WriteAsync(response.Body, options.MaxPayloadBytes, Report, cancellation);
        var stored = Commit(writer);
        return Describe(location, stored.Hash, stored.Length, response);
    }

    private ArchivedPayload Describe(FileLocation location, string hash, long length, GuardedResponse response) =>
        new(hash, PayloadKind.File, location.Key, length, time.GetUtcNow())
        {
            MediaType = response.MediaType,
            Charset = response.Charset,
            Status = (int)response.Status,
            ETag = response.ETag,
            LastModified = response.LastModified,
        };

    private StoredPayload Commit(PayloadWriter writer)
    {
        var stored = writer.Commit();
        _session.Counters = _session.Counters with { Bytes = _session.Counters.Bytes + stored.Length, KnownPayloads = _session.Counters.KnownPayloads + (stored.WasKnown ? 1 : 0), Payloads = _session.Counters.Payloads + 1 };
        return stored;
    }

    private void Report(long ofThisFile) =>
        progress?.Report(new HarvestProgress(0, null, _session.Counters.Bytes + ofThisFile, _expectedBytes > 0 ? _expectedBytes : null, _session.Counters.Payloads, "fetch"));

    private void CheckPacking(ArchivedPayload payload)
    {
        using var stream = archive.OpenUnchecked(payload.Hash);
        var packing = Packings.Of(stream);
        if (packing is Packing.None or Packing.Zip)
            return;
        try
        {
            using var unpacked = Packings.Open(packing, archive.OpenUnchecked(payload.Hash), UnpackLimits.Default);
            var buffer = new byte[64 << 10];
            while (unpacked.Read(buffer) > 0)
            {
            }
        }
        catch (InvalidDataException damaged)
        {
            _session.CannotBeComplete(new HarvestNotice("payload-damaged", $"Not everything in {payload.Origin} can be read: {damaged.Message}.", payload.Origin));
        }
    }

    private static long LengthOf(Stream stream)
    {
        if (stream.CanSeek)
            return stream.Length;
        var length = 0L;
        var buffer = new byte[64 << 10];
        while (stream.Read(buffer) is > 0 and var read)
            length += read;
        return length;
    }
}
