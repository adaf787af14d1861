using Ocw.Nde.Node.Commands;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    // The first Ctrl+C ends the work in good order, the second one at once.
    pressed.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
};
Console.OutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await CommandLine.RunAsync(args, Terminal.OfProcess(), stop.Token);
