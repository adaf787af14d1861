using System.Text;
using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Localization;

namespace Ocw.Nde.Node.Tests.Support;

/// <summary>Runs a command in this process and keeps what it printed.</summary>
internal sealed class TestTerminal : IDisposable
{
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();
    private readonly MemoryStream _bytes = new();

    public string Out => _out.ToString() + Encoding.UTF8.GetString(_bytes.ToArray());

    public string Error => _error.ToString();

    /// <summary>Standard input, as bytes.</summary>
    public byte[] Input { get; set; } = [];

    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public void Dispose()
    {
        _out.Dispose();
        _error.Dispose();
        _bytes.Dispose();
    }

    public async Task<int> RunAsync(params string[] arguments)
    {
        _out.GetStringBuilder().Clear();
        _error.GetStringBuilder().Clear();
        _bytes.SetLength(0);
        var terminal = new Terminal
        {
            In = TextReader.Null,
            OpenInput = () => new UnseekableStream(Input),
            Out = _out,
            OutBytes = _bytes,
            Error = _error,
            Language = Language.English,
            Environment = name => Environment.TryGetValue(name, out var value) ? value : System.Environment.GetEnvironmentVariable(name),
        };
        return await CommandLine.RunAsync(arguments, terminal, CancellationToken.None);
    }

    // As a pipe is.
    private sealed class UnseekableStream(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}
