using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ocw.Nde.Termen.Network.Live;

/// <summary>The last good answers of live sources, on disk: one file for each question, oldest out first.</summary>
/// <remarks>A file is a comment with the moment and the question, and N-Triples. What cannot be written is an answer less to fall back on, and no fault of the question.</remarks>
public sealed class RememberedAnswers
{
    private const string Ending = ".nt";
    private const int WritesBetweenCleanings = 256;

    private readonly string _folder;
    private readonly LiveOptions _options;
    private readonly TimeProvider _time;
    private readonly Lock _cleaning = new();
    private int _writes;

    /// <summary>Remembers in a folder, which is made if it is not there.</summary>
    public RememberedAnswers(string folder, LiveOptions? options = null, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _folder = folder;
        _options = options ?? new LiveOptions();
        _time = time ?? TimeProvider.System;
    }

    /// <summary>Why the last write failed; <see langword="null"/> while it did not.</summary>
    public string? Fault { get; private set; }

    internal void Write(string question, ReadOnlySpan<byte> triples)
    {
        if (_options.MaxRememberedAge <= TimeSpan.Zero)
            return;
        var path = PathOf(question);
        var temporary = string.Create(CultureInfo.InvariantCulture, $"{path}.{Guid.NewGuid():N}.tmp");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using (var stream = File.Create(temporary))
            {
                stream.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"# {_time.GetUtcNow():O} {question.ReplaceLineEndings(" ")}\n")));
                stream.Write(triples);
            }

            File.Move(temporary, path, overwrite: true);
            Fault = null;
            if (Interlocked.Increment(ref _writes) % WritesBetweenCleanings == 0)
                Clean();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Fault = e.Message;
            Trace.TraceWarning($"An answer of a terminology source cannot be remembered: {e.Message}");
        }
    }

    /// <summary>The last good answer to a question and its moment; <see langword="null"/> if there is none that is young enough.</summary>
    internal (byte[] Triples, DateTimeOffset At)? Read(string question)
    {
        try
        {
            var path = PathOf(question);
            if (!File.Exists(path))
                return null;
            var bytes = File.ReadAllBytes(path);
            var parts = Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Max(0, bytes.AsSpan().IndexOf((byte)'\n')))).Split(' ', 3);
            return parts.Length == 3 && parts[2] == question.ReplaceLineEndings(" ") && DateTimeOffset.TryParse(parts[1], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
                && _time.GetUtcNow() - at <= _options.MaxRememberedAge ? (bytes, at) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Fault = e.Message;
            return null;
        }
    }

    private void Clean()
    {
        lock (_cleaning)
        {
            var files = new DirectoryInfo(_folder).EnumerateFiles("*" + Ending, SearchOption.AllDirectories).OrderByDescending(file => file.LastWriteTimeUtc).ToList();
            long bytes = 0;
            foreach (var file in files)
            {
                bytes += file.Length;
                if (bytes > _options.MaxRememberedBytes)
                    file.Delete();
            }
        }
    }

    private string PathOf(string question)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(question)))[..40];
        return Path.Combine(_folder, name[..2], name + Ending);
    }
}
